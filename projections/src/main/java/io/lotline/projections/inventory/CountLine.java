package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.CountRow;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was counted of a row, last and before.
///
/// @param booked     what the books said where it was counted
/// @param seen       whether somebody saw goods of it; else it was missing when its location was
///     finished
/// @param elsewhere  where the books had this piece, where it was not here
/// @param countedPosition that of the event that counted it
/// @param earlier    what was counted before, the last first, as far as it is shown
/// @param adjustment as what its difference is booked; null where it is not
/// @param left       the problem for which it was not booked; null where there was none
public record CountLine(
        CountId countId,
        LocationId location,
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        int booked,
        int counted,
        boolean seen,
        @Nullable Place elsewhere,
        String countedBy,
        Instant countedAt,
        long countedPosition,
        List<Earlier> earlier,
        @Nullable AdjustmentId adjustment,
        @Nullable String left) {
    private static final int EARLIER_SHOWN = 9;

    public CountLine {
        earlier = List.copyOf(earlier);
    }

    /// What was counted of the row before.
    ///
    /// @param adjustment as what its difference was booked, where it was
    public record Earlier(
            int booked,
            int counted,
            String countedBy,
            Instant countedAt,
            long position,
            @Nullable AdjustmentId adjustment) {}

    public int difference() {
        return counted - booked;
    }

    /// Stored for the index: the count, where there is a difference.
    @JsonProperty("differing")
    public @Nullable String differing() {
        return counted == booked ? null : countId.value();
    }

    /// Stored for the index: the count, where somebody saw the goods.
    @JsonProperty("sighted")
    public @Nullable String sighted() {
        return seen ? countId.value() : null;
    }

    /// A row that was counted now.
    static CountLine counted(
            @Nullable CountLine before,
            CountId count,
            CountRow row,
            int booked,
            int counted,
            boolean seen,
            @Nullable Place elsewhere,
            String by,
            Instant at,
            long position) {
        if (before != null && before.seen && at.isBefore(before.countedAt)) {
            return before.toldLate(new Earlier(booked, counted, by, at, position, null));
        }
        List<Earlier> earlier = new ArrayList<>();
        if (before != null) {
            earlier.add(
                    new Earlier(
                            before.booked,
                            before.counted,
                            before.countedBy,
                            before.countedAt,
                            before.countedPosition,
                            before.adjustment));
            earlier.addAll(
                    before.earlier.subList(0, Math.min(before.earlier.size(), EARLIER_SHOWN - 1)));
        }
        return new CountLine(
                count,
                row.location().id(),
                row.item().owner(),
                row.item().di(),
                row.item().lot(),
                row.serial(),
                row.expiryDate(),
                booked,
                counted,
                seen,
                elsewhere,
                by,
                at,
                position,
                earlier,
                null,
                null);
    }

    /// The same, with a look that was made before it.
    private CountLine toldLate(Earlier look) {
        List<Earlier> looks = new ArrayList<>();
        looks.add(look);
        looks.addAll(earlier.subList(0, Math.min(earlier.size(), EARLIER_SHOWN - 1)));
        return new CountLine(
                countId,
                location,
                owner,
                di,
                lot,
                serial,
                expiryDate,
                booked,
                counted,
                seen,
                elsewhere,
                countedBy,
                countedAt,
                countedPosition,
                looks,
                adjustment,
                left);
    }

    CountLine settled(@Nullable AdjustmentId as, @Nullable String problem) {
        return new CountLine(
                countId,
                location,
                owner,
                di,
                lot,
                serial,
                expiryDate,
                booked,
                counted,
                seen,
                elsewhere,
                countedBy,
                countedAt,
                countedPosition,
                earlier,
                as,
                problem);
    }
}
