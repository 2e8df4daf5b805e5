package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.values.OrderId;
import org.jspecify.annotations.Nullable;

/// The order for which a piece with a serial number was picked last: no other order has it.
///
/// @param order null for a piece that was never picked
record PickedFor(@Nullable OrderId order) {
    static final Book<Piece, PickedFor> BOOK =
            Book.named("picked-for", 1, Piece.class, PickedFor.class)
                    .ruled(
                            piece ->
                                    Boundaries.of(Tags.serial(piece.di(), piece.serial()))
                                            .types(ItemPicked.class),
                            _ -> new PickedFor(null),
                            PickedFor::after);

    private static PickedFor after(Piece piece, PickedFor before, WarehouseEvent event) {
        if (event instanceof ItemPicked picked) {
            Movement movement = picked.movement();
            if (movement.item().di().equals(piece.di())
                    && piece.serial().equals(movement.serial())) {
                return new PickedFor(picked.order());
            }
        }
        return before;
    }
}
