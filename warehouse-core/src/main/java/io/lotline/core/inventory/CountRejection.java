package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.CountRow;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why nothing is counted, or why it is not booked.
public sealed interface CountRejection extends Rejection {

    /// @param near the counts whose ids look like it
    record UnknownCount(CountId count, List<CountId> near) implements CountRejection {
        public UnknownCount {
            near = List.copyOf(near);
        }

        /// @param warehouses those whose counts may be named, null for all
        static UnknownCount of(Books books, CountId count, @Nullable Set<WarehouseId> warehouses) {
            return new UnknownCount(count, CountsAlike.near(books, count, warehouses));
        }

        @Override
        public String message() {
            return "There is no count %s.\n%s"
                    .formatted(
                            count,
                            near.isEmpty()
                                    ? "Maybe its id is misspelt, or it was not opened yet."
                                    : "Maybe %s was meant.".formatted(names(near)));
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /// A count with such an id would be taken for another one.
    record CountLooksAlike(CountId count, List<CountId> near) implements CountRejection {
        public CountLooksAlike {
            near = List.copyOf(near);
        }

        @Override
        public String message() {
            return "A count %s would be taken for %s.\nMaybe use an id that looks otherwise."
                    .formatted(count, names(near));
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// Somebody else changed the count meanwhile, or there is none.
    ///
    /// @param revision the form that it has; null where there is no such count
    record CountChanged(CountId count, @Nullable Integer revision) implements CountRejection {
        @Override
        public String message() {
            return revision == null
                    ? "There is no count %s that could be changed.\nMaybe leave If-Match out to open it."
                            .formatted(count)
                    : "Count %s is another than the one that you saw: its form is number %d now.\nMaybe read it again, and send its new ETag."
                            .formatted(count, revision);
        }

        @Override
        public Kind kind() {
            return Kind.STALE;
        }
    }

    /// Something was counted already.
    record CountStarted(CountId count) implements CountRejection {
        @Override
        public String message() {
            return "Goods are counted for count %s already, so it is not changed any more.\nMaybe cancel it, and open another one."
                    .formatted(count);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// Who counts without being told what is booked does not decide that he is told.
    record CountStaysBlind(CountId count) implements CountRejection {
        @Override
        public String message() {
            return "Count %s is blind, and those who count do not change that.\nMaybe ask quality staff, or send 'blind' as it is."
                    .formatted(count);
        }
    }

    /// @param state how far it is
    record CountNotOpen(CountId count, String state) implements CountRejection {
        CountNotOpen(CountId count, CountFile.State state) {
            this(count, state.name());
        }

        @Override
        public String message() {
            return "Count %s is in state %s.\nMaybe %s."
                    .formatted(
                            count,
                            state,
                            state.equals(CountFile.State.AWAITING_APPROVAL.name())
                                    ? "have its booking refused first, then it goes on"
                                    : "open another count");
        }
    }

    record CountOfOtherWarehouse(CountId count, WarehouseId warehouse, Location location)
            implements CountRejection {
        @Override
        public String message() {
            return "Count %s is of warehouse %s, and location %s is not in it.\nMaybe another count was meant, or another warehouse."
                    .formatted(count, warehouse, location);
        }
    }

    record LocationNotInCount(CountId count, Location location) implements CountRejection {
        @Override
        public String message() {
            return "Location %s is not among those of count %s.\nMaybe another location was meant, or the count has to be opened for it, too."
                    .formatted(location, count);
        }
    }

    record DeviceNotInCount(CountId count, Di di) implements CountRejection {
        @Override
        public String message() {
            return "Device %s is not among those of count %s.\nMaybe pass it over: only the named devices are counted."
                    .formatted(di, count);
        }
    }

    record PieceOfOtherOwner(Di di, SerialNumber serial, EnterpriseId owner, EnterpriseId named)
            implements CountRejection {
        @Override
        public String message() {
            return "%s belongs to %s, and the scan names owner %s.\nMaybe leave 'owner' out."
                    .formatted(SharedRejection.goods(di, null, serial), owner, named);
        }
    }

    /// The goods were moved after they were counted, and before the count came in.
    record MovedSinceCounted(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            Location location,
            Instant scannedAt,
            Instant moved)
            implements CountRejection {
        @Override
        public String message() {
            return "%s in location %s was counted at %s, and moved at %s, before the count came in.\nMaybe count it again."
                    .formatted(SharedRejection.goods(di, lot, serial), location, scannedAt, moved);
        }
    }

    /// The books do not say any more what they said when the goods were counted.
    ///
    /// @param booked what they said then
    record ChangedSinceCounted(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            Location location,
            int counted,
            int booked)
            implements CountRejection {
        static ChangedSinceCounted of(CountRow row, CountRows.Counted counted) {
            return new ChangedSinceCounted(
                    row.item().di(),
                    row.item().lot(),
                    row.serial(),
                    row.location(),
                    counted.counted(),
                    counted.booked());
        }

        @Override
        public String message() {
            return "%s in location %s was counted as %d of %d booked, and has been adjusted, corrected or booked late since.\nMaybe count it again."
                    .formatted(SharedRejection.goods(di, lot, serial), location, counted, booked);
        }
    }

    /// @param limit how many rows one look may find missing
    record TooMuchUnseen(CountId count, Location location, int limit) implements CountRejection {
        @Override
        public String message() {
            return "More than %d rows of location %s were not counted, too many to be missing at once.\nMaybe count what lies there first, or count it by devices."
                    .formatted(limit, location);
        }
    }

    /// @param limit how many rows the label of one unit counts at the most
    record TooMuchInUnit(Sscc unit, int rows, int limit) implements CountRejection {
        @Override
        public String message() {
            return "Unit %s holds %d rows, more than the %d that one scan counts.\nMaybe count the units in it, or its pieces."
                    .formatted(unit, rows, limit);
        }
    }

    /// @param inside how much of the lot is in the unit; null where the count is blind
    /// @param booked how much of it is booked in the location; null where the count is blind
    record UnitNotAlone(
            Sscc unit,
            Di di,
            @Nullable LotNumber lot,
            Location location,
            @Nullable Integer inside,
            @Nullable Integer booked)
            implements CountRejection {
        @Override
        public String message() {
            if (inside == null || booked == null) {
                return "Of %s, not all that is booked in location %s is in unit %s, so the unit's label does not say how much lies there.\nMaybe count all of the lot by the label of its pieces."
                        .formatted(SharedRejection.goods(di, lot, null), location, unit);
            }
            return "Of %s, %d pieces are in unit %s and %d are booked in location %s, so the unit's label does not say how much lies there.\nMaybe count all of the lot by the label of its pieces."
                    .formatted(
                            SharedRejection.goods(di, lot, null), inside, unit, booked, location);
        }
    }

    record UnitEmpty(Sscc unit) implements CountRejection {
        @Override
        public String message() {
            return "Unit %s holds nothing that lies in a bin.\nMaybe count what lies beside it."
                    .formatted(unit);
        }
    }

    record NothingCounted(CountId count) implements CountRejection {
        @Override
        public String message() {
            return "Nothing was counted for count %s.\nMaybe scan what lies there, or cancel the count."
                    .formatted(count);
        }
    }

    record NothingToApprove(CountId count) implements CountRejection {
        @Override
        public String message() {
            return "The booking of count %s waits for nobody.\nMaybe book it first."
                    .formatted(count);
        }
    }

    /// Nobody approves what they asked for themselves.
    record CountNeedsSecondPerson(CountId count) implements CountRejection {
        @Override
        public String message() {
            return "The booking of count %s waits for the approval of a second person.\nMaybe ask somebody else to look at the differences."
                    .formatted(count);
        }
    }

    /// A large difference has to be counted by two.
    ///
    /// @param above differences of more pieces
    record RecountNeeded(CountId count, int above) implements CountRejection {
        @Override
        public String message() {
            return "Differences of more than %d pieces of count %s are counted by a second person.\nMaybe have somebody else count it again."
                    .formatted(above, count);
        }
    }

    /// A piece was seen where it is not booked.
    record FoundElsewhere(Di di, SerialNumber serial, Location location, Place booked)
            implements CountRejection {
        @Override
        public String message() {
            return "%s was seen in location %s, and is booked %s.\nMaybe bring it to where it was seen by scans, or count there, too."
                    .formatted(SharedRejection.goods(di, null, serial), location, booked.inWords());
        }
    }

    /// Some differences cannot be booked.
    ///
    /// @param lines     the first of them
    /// @param lineCount how many there are
    record CountNotBookable(CountId count, List<Unbooked> lines, int lineCount)
            implements CountRejection {
        private static final int NAMED = 100;

        public CountNotBookable {
            lines = List.copyOf(lines);
        }

        static CountNotBookable of(CountId count, List<Unbooked> all) {
            return new CountNotBookable(
                    count, all.subList(0, Math.min(NAMED, all.size())), all.size());
        }

        @Override
        public String message() {
            return "%d of the differences of count %s cannot be booked: %s.\nMaybe do what each line advises, or send 'leaveRest' to leave them as they are."
                    .formatted(
                            lineCount,
                            count,
                            lines.stream()
                                    .map(Unbooked::problem)
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    /// A difference that cannot be booked.
    ///
    /// @param problem the name of the problem that stands in the way
    /// @param detail  what stands in the way, and what may help
    record Unbooked(
            LocationId location,
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int booked,
            int counted,
            int difference,
            String problem,
            String detail) {
        static Unbooked of(CountRow row, CountRows.Counted counted, Rejection reason) {
            return new Unbooked(
                    row.location().id(),
                    row.item().owner(),
                    row.item().di(),
                    row.item().lot(),
                    row.serial(),
                    row.expiryDate(),
                    counted.booked(),
                    counted.counted(),
                    counted.difference(),
                    reason.problem(),
                    reason.message());
        }
    }

    private static String names(List<CountId> counts) {
        return counts.stream().map(CountId::value).collect(Collectors.joining(" or "));
    }
}
