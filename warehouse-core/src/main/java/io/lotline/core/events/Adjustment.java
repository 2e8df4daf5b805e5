package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Location;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be booked so that the books say what is so on the floor.
///
/// @param serials     each piece, for goods with serial numbers
/// @param location    where the goods are, or were last
/// @param toLocation  where they are put, if elsewhere
/// @param witness     who saw it
/// @param certificate the number of the paper that proves it
public record Adjustment(
        AdjustmentKind kind,
        StockItem item,
        List<SerialNumber> serials,
        int quantity,
        Location location,
        @Nullable Location toLocation,
        String reason,
        @Nullable String witness,
        @Nullable String certificate) {
    public Adjustment {
        serials = List.copyOf(serials);
        Quantity.positive(quantity);
    }

    Set<Tag> tags(Tag... others) {
        Set<Tag> tags = new LinkedHashSet<>(List.of(others));
        tags.add(Tags.goods(item.owner(), item.di()));
        tags.add(Tags.lot(item.di(), item.lot()));
        tags.add(Tags.stock(item, location));
        tags.add(Tags.location(location));
        serials.forEach(serial -> tags.add(Tags.serial(item.di(), serial)));
        return tags;
    }
}
