package io.lotline.core.inventory;

import io.lotline.core.decision.Rejection;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why stock is not adjusted.
public sealed interface AdjustmentRejection extends Rejection {

    record UnknownAdjustment(AdjustmentId adjustment) implements AdjustmentRejection {
        @Override
        public String message() {
            return "There is no adjustment %s.\nMaybe its id is misspelt.".formatted(adjustment);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /// Nobody approves what they asked for themselves.
    record SecondPersonNeeded(AdjustmentId adjustment) implements AdjustmentRejection {
        @Override
        public String message() {
            return "Adjustment %s waits for the approval of a second person.\nMaybe ask somebody else to look at the goods."
                    .formatted(adjustment);
        }
    }

    /// It will not be booked any more.
    ///
    /// @param reason why it was refused
    record RefusedAlready(AdjustmentId adjustment, String reason) implements AdjustmentRejection {
        @Override
        public String message() {
            return "Adjustment %s was refused: %s.\nMaybe ask for it again, under a new id."
                    .formatted(adjustment, reason);
        }

        @Override
        public String problem() {
            return "adjustment-refused";
        }
    }

    /// What is booked is not refused any more.
    record BookedAlready(AdjustmentId adjustment) implements AdjustmentRejection {
        @Override
        public String message() {
            return "Adjustment %s is booked.\nMaybe book the opposite: what was lost is found, what is damaged can be inspected again."
                    .formatted(adjustment);
        }

        @Override
        public String problem() {
            return "adjustment-booked";
        }
    }

    /// Only who asked for an adjustment takes it back; others need to be allowed to approve it.
    record AskedByOther(AdjustmentId adjustment) implements AdjustmentRejection {
        @Override
        public String message() {
            return "Adjustment %s was asked for by somebody else.\nMaybe ask quality staff to refuse it."
                    .formatted(adjustment);
        }
    }

    record EvidenceMissing(AdjustmentKind adjustment, List<String> missing)
            implements AdjustmentRejection {
        public EvidenceMissing {
            missing = List.copyOf(missing);
        }

        @Override
        public String message() {
            return "An adjustment %s needs %s.\nMaybe say who saw it, and the number of the paper that proves it."
                    .formatted(adjustment, String.join(" and ", missing));
        }
    }

    record TargetNotTaken(AdjustmentKind adjustment, Location toLocation)
            implements AdjustmentRejection {
        @Override
        public String message() {
            return "An adjustment %s brings goods to no location, and %s was named.\nMaybe leave 'toLocation' out."
                    .formatted(adjustment, toLocation);
        }
    }

    /// The serial numbers are not one for each piece of goods that have some.
    record SerialsDiffer(Di di, boolean tracked, int quantity, int serials)
            implements AdjustmentRejection {
        @Override
        public String message() {
            return "%d pieces of device %s, which has %s serial numbers, came with %d of them.\nMaybe name %s."
                    .formatted(
                            quantity,
                            di,
                            tracked ? "" : "no",
                            serials,
                            tracked ? "each piece once" : "none")
                    .replace("has  serial", "has serial");
        }
    }

    record LotNeeded(Di di) implements AdjustmentRejection {
        @Override
        public String message() {
            return "Device %s is kept by lots, and none was named.\nMaybe name the lot on the label."
                    .formatted(di);
        }
    }

    /// More is to be adjusted than is booked. What is promised may be adjusted, too: its promises
    /// end.
    ///
    /// @param available what of it is promised to no order
    record MoreThanIsThere(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            Location location,
            int requested,
            int booked,
            int promised,
            int available)
            implements AdjustmentRejection {
        @Override
        public String message() {
            return "Quantity %d of %s is more than the %d that can be adjusted in location %s, %d of them promised to orders.\nMaybe count what lies there, or name the location where it lies."
                    .formatted(
                            requested,
                            SharedRejection.goods(di, lot, serial),
                            booked,
                            location,
                            promised);
        }

        @Override
        public String problem() {
            return "insufficient-stock";
        }
    }

    /// More was found than is booked as lost.
    record NotLost(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            WarehouseId warehouse,
            int lost,
            int found)
            implements AdjustmentRejection {
        @Override
        public String message() {
            return "%d of %s are booked as lost in warehouse %s, and %d were found.\nMaybe receive under a notice what was never booked."
                    .formatted(lost, SharedRejection.within(di, lot, serial), warehouse, found);
        }
    }
}
