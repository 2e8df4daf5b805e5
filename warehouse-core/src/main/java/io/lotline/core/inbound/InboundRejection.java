package io.lotline.core.inbound;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why goods are not let in or not concluded upon.
public sealed interface InboundRejection extends Rejection {

    /// The piece was delivered and did not come back.
    ///
    /// @param order the order with which it left; null where the log does not say
    record SerialWithConsignee(
            Di di, SerialNumber serial, EnterpriseId consignee, @Nullable OrderId order)
            implements InboundRejection {
        @Override
        public String message() {
            return "Serial number %s of device %s is with %s%s.\nMaybe it comes back: then scan it as a return%s."
                    .formatted(
                            serial,
                            di,
                            consignee,
                            order == null ? "" : ", delivered by order " + order,
                            order == null ? " of its order" : " of order " + order);
        }
    }

    /// The piece is booked as lost.
    ///
    /// @param left the bin out of which it was booked; null where the log does not say
    record SerialLost(Di di, SerialNumber serial, WarehouseId warehouse, @Nullable Location left)
            implements InboundRejection {
        @Override
        public String message() {
            return "Serial number %s of device %s is booked as LOST in warehouse %s%s.\nMaybe it was found: then book an adjustment FOUND instead of a receipt."
                    .formatted(serial, di, warehouse, left == null ? "" : ", out of " + left);
        }
    }

    /// The piece is booked as destroyed.
    record SerialDestroyed(Di di, SerialNumber serial, WarehouseId warehouse)
            implements InboundRejection {
        @Override
        public String message() {
            return "Serial number %s of device %s is booked as DESTROYED in warehouse %s.\nMaybe the label was copied or misread: set the piece apart for quality staff, it is never received."
                    .formatted(serial, di, warehouse);
        }
    }

    /// The unit was received before: its content counts once.
    ///
    /// @param received the notice under which it was received
    record UnitAlreadyReceived(Sscc container, NoticeId received, Di di, @Nullable LotNumber lot)
            implements InboundRejection {
        @Override
        public String message() {
            return "Unit %s was received already under notice %s, and device %s%s of it is to be received again.\nMaybe it was scanned twice; what it held beyond that is received by its own labels, without the unit's."
                    .formatted(container, received, di, lot == null ? "" : ", lot " + lot);
        }
    }

    /// The unit was packed in the warehouse.
    record UnitPackedHere(Sscc container, OrderId order) implements InboundRejection {
        @Override
        public String message() {
            return "Unit %s was packed here for order %s and is no supplier's.\nMaybe it comes back: then scan what is in it as a return of that order."
                    .formatted(container, order);
        }
    }

    /// More came than was announced.
    ///
    /// @param expected what the notice announces of this lot
    /// @param received what was received of it before
    /// @param offered  what was scanned now
    record OverReceipt(
            NoticeId notice,
            Di di,
            @Nullable LotNumber lot,
            int expected,
            int received,
            int offered)
            implements InboundRejection {
        @Override
        public String message() {
            return "Notice %s announces %d of device %s%s, %d were received: %d more are too many.\nMaybe a box was scanned twice, or its owner has to announce the rest."
                    .formatted(
                            notice,
                            expected,
                            di,
                            lot == null ? "" : ", lot " + lot,
                            received,
                            offered);
        }
    }

    /// Goods that wait and are alike.
    ///
    /// @param status whether they wait since their receipt, or came back
    record Choice(
            LocationId location,
            QualityStatus status,
            @Nullable LocalDate expiryDate,
            int quantity) {
        @Override
        public String toString() {
            return "%d %s in %s%s"
                    .formatted(
                            quantity,
                            status,
                            location,
                            expiryDate == null ? "" : " that expire on " + expiryDate);
        }
    }

    /// Nothing of what is meant waits for an inspection.
    ///
    /// @param choices what waits of the lot elsewhere, or in another state
    /// @param serials pieces with serial numbers that wait, the first ones
    record NothingToInspect(
            NoticeId notice,
            Di di,
            @Nullable LotNumber lot,
            List<Choice> choices,
            List<SerialNumber> serials)
            implements InboundRejection {
        public NothingToInspect {
            choices = List.copyOf(choices);
            serials = List.copyOf(serials);
        }

        @Override
        public String message() {
            String advice =
                    choices.isEmpty()
                            ? "it has not been received yet, or was inspected before"
                            : "what waits is meant: %s".formatted(choices);
            return "Nothing of device %s%s of notice %s waits for inspection like that.\nMaybe %s."
                    .formatted(
                            di,
                            lot == null ? "" : ", lot " + lot,
                            notice,
                            serials.isEmpty()
                                    ? advice
                                    : "name the pieces by their serial numbers, such as "
                                            + serials);
        }
    }

    /// Goods of the lot wait in several places or states, and it is not said which are meant.
    record AmbiguousGoods(
            NoticeId notice, Di di, @Nullable LotNumber lot, int quantity, List<Choice> choices)
            implements InboundRejection {
        public AmbiguousGoods {
            choices = List.copyOf(choices);
        }

        @Override
        public String message() {
            return "It is not clear which %d of device %s%s of notice %s are meant: %s wait.\nMaybe name the location, and the status or the expiry date where that leaves several."
                    .formatted(quantity, di, lot == null ? "" : ", lot " + lot, notice, choices);
        }
    }

    /// A piece that is named and does not wait.
    ///
    /// @param fact what is known of it instead
    record NotWaiting(SerialNumber serial, String fact) {
        @Override
        public String toString() {
            return serial + " " + fact;
        }
    }

    /// Some of the pieces that are named do not wait for an inspection under the notice.
    ///
    /// @param count  how many they are
    /// @param pieces the first of them
    record SerialsNotWaiting(NoticeId notice, Di di, int count, List<NotWaiting> pieces)
            implements InboundRejection {
        public SerialsNotWaiting {
            pieces = List.copyOf(pieces);
        }

        @Override
        public String message() {
            return "%d of the pieces of device %s do not wait for inspection under notice %s: %s.\nMaybe a serial number was mistyped, or belongs to another notice."
                    .formatted(
                            count,
                            di,
                            notice,
                            pieces.stream()
                                    .map(NotWaiting::toString)
                                    .collect(Collectors.joining("; ")));
        }
    }

    /// An inspection does not say what the device's pieces are told apart by.
    ///
    /// @param missing of `lot`, `serials`
    record NotNamed(Di di, List<String> missing) implements InboundRejection {
        public NotNamed {
            missing = List.copyOf(missing);
        }

        @Override
        public String message() {
            return "An inspection of device %s has to name %s.\nMaybe take them from the labels of the goods."
                    .formatted(
                            di,
                            missing.stream()
                                    .map(
                                            each ->
                                                    each.equals("serials")
                                                            ? "the serial numbers of its pieces"
                                                            : "its " + each)
                                    .collect(Collectors.joining(" and ")));
        }

        @Override
        public String problem() {
            return "incomplete-item";
        }
    }

    /// As many pieces as serial numbers are concluded upon.
    record SerialCount(Di di, int serials, int quantity) implements InboundRejection {
        @Override
        public String message() {
            return "%d serial numbers of device %s are named, and the quantity is %d.\nMaybe leave the quantity out, or name the rest of the pieces."
                    .formatted(serials, di, quantity);
        }
    }

    /// More is concluded upon than waits.
    record OverInspection(NoticeId notice, Di di, @Nullable LotNumber lot, int waiting, int offered)
            implements InboundRejection {
        @Override
        public String message() {
            return "Quantity %d of device %s%s of notice %s exceeds the %d that wait for inspection.\nMaybe some were inspected before."
                    .formatted(offered, di, lot == null ? "" : ", lot " + lot, notice, waiting);
        }
    }

    /// A line of a notice announces another number of pieces than it names.
    record SerialsMiscounted(Di di, int quantity, int serials) implements InboundRejection {
        @Override
        public String message() {
            return "A line announces %d pieces of device %s and names %d different serial numbers.\nMaybe one is missing or there twice; a line without serial numbers takes any."
                    .formatted(quantity, di, serials);
        }
    }
}
