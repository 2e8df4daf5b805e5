package io.lotline.api.inventory;

import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.inventory.CountLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of a count. Who may not know yet what is booked is told neither that nor what follows
/// from it.
///
/// @param booked     what the books said where it was counted
/// @param difference what was counted less what was booked
/// @param seen       whether somebody saw goods of it; else it was missing when its location was
///     finished
/// @param elsewhere  where the books had this piece, where it was not here
/// @param earlier    what was counted before, the last first
/// @param adjustment as what its difference is booked
/// @param left       the problem for which it was not booked
record CountLineOnFile(
        LocationId location,
        EnterpriseId owner,
        @Nullable String ownerName,
        Di di,
        @Nullable String name,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        @Nullable Integer booked,
        int counted,
        @Nullable Integer difference,
        boolean seen,
        @Nullable Place elsewhere,
        String countedBy,
        @Nullable String countedByLabel,
        Instant countedAt,
        long position,
        List<Earlier> earlier,
        @Nullable AdjustmentId adjustment,
        @Nullable String left) {

    /// What was counted of the row before.
    record Earlier(
            @Nullable Integer booked,
            int counted,
            String countedBy,
            Instant countedAt,
            long position,
            @Nullable AdjustmentId adjustment) {}

    static CountLineOnFile of(
            CountLine line,
            boolean blind,
            Map<String, String> owners,
            Map<String, String> devices,
            Map<String, String> actors) {
        return new CountLineOnFile(
                line.location(),
                line.owner(),
                owners.get(line.owner().value()),
                line.di(),
                devices.get(line.di().value()),
                line.lot(),
                line.serial(),
                line.expiryDate(),
                blind ? null : line.booked(),
                line.counted(),
                blind ? null : line.difference(),
                line.seen(),
                blind ? null : line.elsewhere(),
                line.countedBy(),
                actors.get(line.countedBy()),
                line.countedAt(),
                line.countedPosition(),
                line.earlier().stream()
                        .map(
                                each ->
                                        new Earlier(
                                                blind ? null : each.booked(),
                                                each.counted(),
                                                each.countedBy(),
                                                each.countedAt(),
                                                each.position(),
                                                blind ? null : each.adjustment()))
                        .toList(),
                blind ? null : line.adjustment(),
                blind ? null : line.left());
    }
}
