package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens a count, or changes one of which its writer has seen one of these forms, before anything
/// was counted.
///
/// @param locations   those to count; none for wherever the devices lie, or for all
/// @param devices     those to count, each by its own DI or that of a package; none for all
/// @param lying       where the devices lie, as far as no locations are named
/// @param blind       whether those who count are not told what is booked
/// @param recountAbove a difference of more pieces needs a second person who counts
/// @param amending    whether a count is changed
/// @param seen        the revisions that may be changed, null for whichever it is
/// @param counting    whether the caller is one of those who count, and who are not told what is
///     booked where the count is blind
/// @param warehouses  those that the caller works in, null for any: counts of others do not exist
///     for it
public record OpenCount(
        CountId count,
        WarehouseId warehouse,
        List<LocationId> locations,
        List<Di> devices,
        List<LocationId> lying,
        boolean blind,
        @Nullable Integer recountAbove,
        boolean amending,
        @Nullable Set<Integer> seen,
        boolean counting,
        @Nullable Set<WarehouseId> warehouses)
        implements Command {
    public OpenCount {
        locations = List.copyOf(locations);
        devices = List.copyOf(devices);
        lying = List.copyOf(lying);
        seen = seen == null ? null : Set.copyOf(seen);
    }
}
