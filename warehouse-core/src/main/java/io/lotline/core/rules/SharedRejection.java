package io.lotline.core.rules;

import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Gln;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The refusals that more than one feature gives.
public sealed interface SharedRejection extends Rejection {

    /// @param near what is known and spelt alike
    record UnknownEnterprise(EnterpriseId enterprise, List<EnterpriseId> near)
            implements SharedRejection {
        public UnknownEnterprise {
            near = List.copyOf(near);
        }

        public UnknownEnterprise(EnterpriseId enterprise) {
            this(enterprise, List.of());
        }

        @Override
        public String message() {
            return "Enterprise %s is not registered.\nMaybe its id is misspelt, or an administrator has to register it first."
                    .formatted(enterprise)
                    .transform(text -> orNear(text, near));
        }
    }

    record WrongRole(EnterpriseId enterprise, EnterpriseRole needed, Set<EnterpriseRole> roles)
            implements SharedRejection {
        public WrongRole {
            roles = Set.copyOf(roles);
        }

        @Override
        public String message() {
            return "Enterprise %s is registered as %s, not as %s.\nMaybe another enterprise is meant, or the role is missing in its file."
                    .formatted(enterprise, roles.stream().sorted().toList(), needed);
        }
    }

    record LicenceExpired(
            EnterpriseId enterprise,
            String licence,
            LocalDate validFrom,
            LocalDate validTo,
            LocalDate today)
            implements SharedRejection {
        @Override
        public String message() {
            return "No licence of enterprise %s is valid on %s: the last one, %s, is valid from %s to %s.\nMaybe its renewed licence has to be filed."
                    .formatted(enterprise, today, licence, validFrom, validTo);
        }
    }

    /// No valid licence of the enterprise is for the device.
    ///
    /// @param scope what its valid licences are for
    record NotLicensed(
            EnterpriseId enterprise,
            Di di,
            RiskClass riskClass,
            @Nullable String classificationCode,
            List<String> scope,
            LocalDate today)
            implements SharedRejection {
        public NotLicensed {
            scope = List.copyOf(scope);
        }

        @Override
        public String message() {
            return "No licence of enterprise %s that is valid on %s is for device %s (class %s, %s): they are for %s.\nMaybe its file lacks a licence, or another consignee was meant."
                    .formatted(
                            enterprise,
                            today,
                            di,
                            riskClass,
                            classificationCode == null
                                    ? "no classification code"
                                    : "code " + classificationCode,
                            scope);
        }
    }

    record UnknownNotice(NoticeId notice) implements SharedRejection {
        @Override
        public String message() {
            return "There is no inbound notice %s.\nMaybe its id is misspelt, or its owner has to file it first."
                    .formatted(notice);
        }
    }

    record NotOnNotice(NoticeId notice, Di di, List<Di> announced) implements SharedRejection {
        public NotOnNotice {
            announced = List.copyOf(announced);
        }

        @Override
        public String message() {
            return "Notice %s does not announce device %s, only %s.\nMaybe the goods belong to another notice."
                    .formatted(notice, di, announced);
        }
    }

    /// The notice announces the device, but other lots of it.
    record LotNotOnNotice(
            NoticeId notice, Di di, @Nullable LotNumber lot, List<LotNumber> announced)
            implements SharedRejection {
        public LotNotOnNotice {
            announced = List.copyOf(announced);
        }

        @Override
        public String message() {
            return "Notice %s announces lots %s of device %s, not %s.\nMaybe the supplier sent another lot: then its owner has to announce it."
                    .formatted(notice, announced, di, lot == null ? "goods without a lot" : lot);
        }
    }

    record UnknownOrder(OrderId order) implements SharedRejection {
        @Override
        public String message() {
            return "There is no order %s.\nMaybe its id is misspelt, or it has to be placed first."
                    .formatted(order);
        }
    }

    record UnknownShipment(ShipmentId shipment) implements SharedRejection {
        @Override
        public String message() {
            return "There is no shipment %s.\nMaybe its id is misspelt, or it has to be planned first."
                    .formatted(shipment);
        }
    }

    /// @param near what is known and spelt alike
    record UnknownLocation(Location location, List<Location> near) implements SharedRejection {
        public UnknownLocation {
            near = List.copyOf(near);
        }

        public UnknownLocation(Location location) {
            this(location, List.of());
        }

        @Override
        public String message() {
            return "There is no location %s.\nMaybe its id is misspelt, or it has to be defined first."
                    .formatted(location)
                    .transform(text -> orNear(text, near));
        }
    }

    /// The location exists, but not for this.
    ///
    /// @param zone   its zone, null where the location does not matter, only the warehouse
    /// @param fact   what is wrong, a sentence without its full stop
    /// @param advice what may help
    record WrongLocation(Location location, @Nullable Zone zone, String fact, String advice)
            implements SharedRejection {
        @Override
        public String message() {
            return fact + ".\nMaybe " + advice + ".";
        }
    }

    /// Nothing is known of a logistic unit.
    record UnknownUnit(Sscc container) implements SharedRejection {
        @Override
        public String message() {
            return "Nothing is known of unit %s.\nMaybe it was not received yet, or its content has to be scanned with it."
                    .formatted(container);
        }
    }

    /// A logistic unit was emptied.
    ///
    /// @param ended when that was scanned
    record UnitEnded(Sscc container, @Nullable Instant ended) implements SharedRejection {
        @Override
        public String message() {
            return "Unit %s was emptied%s, and its number is not used again for a year.\nMaybe scan the goods' own labels; what is packed anew needs another number."
                    .formatted(container, ended == null ? "" : " at " + ended);
        }
    }

    /// A logistic unit is not where the step begins.
    record UnitElsewhere(Sscc container, UnitState state, Place place) implements SharedRejection {
        @Override
        public String message() {
            return "Unit %s is %s, %s.\nMaybe another label was scanned, or a step before this one is missing."
                    .formatted(container, state, place.inWords());
        }
    }

    /// @param goods how many kinds of goods are in it, each piece with a serial number one
    record UnitTooLarge(Sscc container, int goods, int limit) implements SharedRejection {
        @Override
        public String message() {
            return "Unit %s holds %d pieces and kinds of goods, and at most %d are handled by one scan.\nMaybe scan the units in it one by one."
                    .formatted(container, goods, limit);
        }
    }

    record LocationFull(Location location, int capacity, long occupied, int offered)
            implements SharedRejection {
        @Override
        public String message() {
            return "Location %s has room for %d pieces and holds %d: %d more do not fit.\nMaybe split them over several locations."
                    .formatted(location, capacity, occupied, offered);
        }
    }

    /// @param near what is known and spelt alike
    record UnknownDevice(Di di, List<Di> near) implements SharedRejection {
        public UnknownDevice {
            near = List.copyOf(near);
        }

        public UnknownDevice(Di di) {
            this(di, List.of());
        }

        @Override
        public String message() {
            return "Device identifier %s is not in the catalogue.\nMaybe the label of another package level was scanned, or the device has to be registered first."
                    .formatted(di)
                    .transform(text -> orNear(text, near));
        }
    }

    /// More symbols of the same item have to be scanned.
    ///
    /// @param missing of `lot`, `serial`, `productionDate`, `expiryDate`
    record IncompleteItem(Di di, List<String> missing) implements SharedRejection {
        public IncompleteItem {
            missing = List.copyOf(missing);
        }

        @Override
        public String message() {
            return "The scan of device %s lacks %s.\nMaybe another symbol of the same label has it."
                    .formatted(di, String.join(", ", missing));
        }
    }

    /// The symbols can be read in several ways, and nothing that is known says which is right.
    ///
    /// @param readings   how many there are
    /// @param candidates the first of them, at most 64; first the one that the standard reads first
    record AmbiguousScan(Di di, int readings, List<LabelReading> candidates)
            implements SharedRejection {
        /// Most readings that a refusal lists.
        public static final int LISTED = 64;

        public AmbiguousScan {
            candidates = List.copyOf(candidates.subList(0, Math.min(candidates.size(), LISTED)));
        }

        @Override
        public String message() {
            return message(readings);
        }

        /// What is said of symbols with so many readings.
        public static String message(int readings) {
            return "The symbols have %s readings, because no separator says where a field ends%s.\nMaybe scan the label's other symbol too, or look at the label and send the same scan again with 'reading', the one of the candidates that is right."
                    .formatted(
                            readings > LISTED ? "too many" : readings,
                            readings > LISTED
                                    ? ": %d, of which the first %d are listed"
                                            .formatted(readings, LISTED)
                                    : "");
        }
    }

    /// @param holder what has it, such as `enterprise E-1`
    record GlnTaken(Gln gln, String holder) implements SharedRejection {
        @Override
        public String message() {
            return "GLN %s is of %s already: it names one party or one place.\nMaybe it was mistyped, or the other file is to give it up first."
                    .formatted(gln, holder);
        }
    }

    /// The scan's time is none that it can have been done at: a clock that stood still or lost its
    /// date would write history of years ago.
    ///
    /// @param oldest the time from which scans are taken
    record ScanTooOld(Instant scannedAt, Instant oldest, LocalDate today)
            implements SharedRejection {
        @Override
        public String message() {
            return "The scan was done at %s by the handheld's clock, and today is %s: scans from before %s are not taken.\nMaybe set the handheld's clock and scan again; goods that came long ago are scanned with the time of today."
                    .formatted(scannedAt, today, oldest);
        }
    }

    /// Label and operator say different quantities.
    record QuantityConflict(Di di, @Nullable LotNumber lot, int label, int counted)
            implements SharedRejection {
        @Override
        public String message() {
            return "The label of %s says quantity %d, the scan says %d.\nMaybe count again, and send the same scan again with the right one of the candidates as 'reading': its quantity decides."
                    .formatted(within(di, lot, null), label, counted);
        }
    }

    record NoQuantity(Di di, @Nullable LotNumber lot) implements SharedRejection {
        @Override
        public String message() {
            return "The label of %s says quantity 0.\nMaybe count the pieces and send their quantity."
                    .formatted(within(di, lot, null));
        }
    }

    /// A lot has one production date.
    record ProductionConflict(Di di, @Nullable LotNumber lot, LocalDate known, LocalDate offered)
            implements SharedRejection {
        @Override
        public String message() {
            return "%s was produced on %s by earlier receipts, but on %s by this label.\nMaybe the label was misread; otherwise set the goods apart for quality staff."
                    .formatted(goods(di, lot, null), known, offered);
        }
    }

    record ProductionInFuture(
            Di di, @Nullable LotNumber lot, LocalDate productionDate, LocalDate today)
            implements SharedRejection {
        @Override
        public String message() {
            return "%s was produced on %s by this label, but today is %s.\nMaybe the label was misread; otherwise set the goods apart for quality staff."
                    .formatted(goods(di, lot, null), productionDate, today);
        }
    }

    record ProductionAfterExpiry(
            Di di, @Nullable LotNumber lot, LocalDate productionDate, LocalDate expiryDate)
            implements SharedRejection {
        @Override
        public String message() {
            return "%s was produced on %s and expires on %s, before that.\nMaybe the label was misread; otherwise set the goods apart for quality staff."
                    .formatted(goods(di, lot, null), productionDate, expiryDate);
        }
    }

    record SerialQuantity(Di di, SerialNumber serial, long quantity) implements SharedRejection {
        @Override
        public String message() {
            return "Serial number %s of device %s names one piece, not %d.\nMaybe scan each piece by itself."
                    .formatted(serial, di, quantity);
        }
    }

    record QuantityTooLarge(Di di, long quantity, int limit) implements SharedRejection {
        @Override
        public String message() {
            return "%d pieces of %s are more than one step can take: at most %d.\nMaybe the quantity was mistyped, or has to be split."
                    .formatted(quantity, di, limit);
        }
    }

    record LotExpired(
            Di di, @Nullable LotNumber lot, @Nullable LocalDate expiryDate, LocalDate today)
            implements SharedRejection {
        @Override
        public String message() {
            return "%s expired on %s; today is %s.\nMaybe move it to a non-conforming location."
                    .formatted(goods(di, lot, null), expiryDate, today);
        }
    }

    record LotOnHold(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            HoldId hold,
            String reason)
            implements SharedRejection {
        @Override
        public String message() {
            return "%s is stopped by hold %s: %s.\nMaybe take another lot, or ask quality staff to decide on the hold."
                    .formatted(goods(di, lot, serial), hold, reason);
        }
    }

    record LotUnderRecall(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            RecallId recall,
            int level,
            String reason)
            implements SharedRejection {
        @Override
        public String message() {
            return "%s is under recall %s (level %d): %s.\nMaybe take another lot, and set this one apart for quality staff."
                    .formatted(goods(di, lot, serial), recall, level, reason);
        }
    }

    /// The label, the notice or earlier receipts say different expiry dates of one lot.
    ///
    /// @param known   the date that counts
    /// @param offered the other one
    /// @param source  where the date that counts is from
    record ExpiryConflict(
            Di di, @Nullable LotNumber lot, LocalDate known, LocalDate offered, String source)
            implements SharedRejection {
        @Override
        public String message() {
            return "%s expires on %s by %s, and not on %s.\nMaybe it was misread or mistyped; otherwise set the goods apart for quality staff."
                    .formatted(goods(di, lot, null), known, source, offered);
        }
    }

    /// A bin or order does not hold as much as is asked for.
    ///
    /// @param booked    what is there and would do
    /// @param promised  what of it is promised to other orders
    /// @param available what is left
    record InsufficientStock(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            Location location,
            int requested,
            int booked,
            int promised,
            int available)
            implements SharedRejection {
        @Override
        public String message() {
            return "Quantity %d of %s exceeds the free %d in location %s: %d are there, %d of them promised to orders.\nMaybe take less, or from another location."
                    .formatted(
                            requested,
                            within(di, lot, serial),
                            available,
                            location,
                            booked,
                            promised);
        }
    }

    record NotOnOrder(OrderId order, Di di, List<Di> ordered) implements SharedRejection {
        public NotOnOrder {
            ordered = List.copyOf(ordered);
        }

        @Override
        public String message() {
            return "Order %s has no line of device %s; it asks for %s.\nMaybe the item belongs to another order."
                    .formatted(order, di, ordered);
        }
    }

    record TooManyLines(String document, int lines, int limit) implements SharedRejection {
        @Override
        public String message() {
            return "The %s has %d lines, more than the %d allowed.\nMaybe split it into several documents."
                    .formatted(document, lines, limit);
        }
    }

    record EmptyDocument(String document) implements SharedRejection {
        @Override
        public String message() {
            return "The %s has no lines.\nMaybe they were left out by mistake.".formatted(document);
        }
    }

    record SerialAlreadyInStock(Di di, SerialNumber serial, Place place)
            implements SharedRejection {
        @Override
        public String message() {
            return "Serial number %s of device %s is here already: %s.\nMaybe it was scanned twice; otherwise set the piece apart for quality staff."
                    .formatted(serial, di, place.inWords());
        }
    }

    /// No location was ever defined in the warehouse.
    ///
    /// @param near the warehouses that are spelt alike
    record UnknownWarehouse(WarehouseId warehouse, List<WarehouseId> near)
            implements SharedRejection {
        public UnknownWarehouse {
            near = List.copyOf(near);
        }

        @Override
        public String message() {
            return orNear(
                    "There is no warehouse %s: no location is defined in it.\nMaybe its id is misspelt, or its locations have to be defined first."
                            .formatted(warehouse),
                    near);
        }
    }

    /// The location of a hold is none, in no warehouse.
    ///
    /// @param near the locations that are spelt alike
    record UnknownBin(String location, List<String> near) implements SharedRejection {
        public UnknownBin {
            near = List.copyOf(near);
        }

        @Override
        public String message() {
            return orNear(
                    "There is no location '%s'.\nMaybe its id is misspelt, or it has to be defined first."
                            .formatted(location),
                    near);
        }

        @Override
        public String problem() {
            return "unknown-location";
        }
    }

    /// Nothing of the lot ever came in.
    ///
    /// @param near the lots of the device that are spelt alike
    record UnknownLot(Di di, LotNumber lot, List<LotNumber> near) implements SharedRejection {
        public UnknownLot {
            near = List.copyOf(near);
        }

        @Override
        public String message() {
            return orNear(
                    "Lot '%s' of device %s never came in.\nMaybe it is misspelt, or has not come yet: a hold or a recall may name it as expected."
                            .formatted(lot, di),
                    near);
        }
    }

    /// The piece never came in.
    ///
    /// @param near the serial numbers of the device that are spelt alike
    record UnknownSerial(Di di, SerialNumber serial, List<SerialNumber> near)
            implements SharedRejection {
        public UnknownSerial {
            near = List.copyOf(near);
        }

        @Override
        public String message() {
            return orNear(
                    "Serial number '%s' of device %s never came in.\nMaybe it is misspelt, or has not come yet: a hold or a recall may name it as expected."
                            .formatted(serial, di),
                    near);
        }
    }

    /// The piece is of another lot than is named.
    record SerialOfOtherLot(Di di, SerialNumber serial, LotNumber named, @Nullable LotNumber lot)
            implements SharedRejection {
        @Override
        public String message() {
            return "Serial number %s of device %s is of lot %s, not of lot %s.\nMaybe leave the lot out, or correct the serial number."
                    .formatted(serial, di, lot, named);
        }
    }

    /// A name has characters that no label shows.
    ///
    /// @param field what it names, such as `lot`
    /// @param plain what a scanner would read
    record MisspeltName(String field, String name, String plain) implements SharedRejection {
        @Override
        public String message() {
            return "The %s '%s' has blanks at an end, invisible or full-width characters, which no label has.\nMaybe '%s' is meant."
                    .formatted(field, name, plain);
        }
    }

    /// A name is longer than a label allows, or has signs that none has.
    ///
    /// @param field   what it names, such as `lot`
    /// @param longest how many signs it may have
    /// @param plain   what may be meant, null where nothing looks like it
    record NotOnLabels(String field, String name, int longest, @Nullable String plain)
            implements SharedRejection {
        @Override
        public String message() {
            return "The %s '%s' can be on no label of the device: labels have at most %d letters, digits and signs of ASCII.\nMaybe %s."
                    .formatted(
                            field,
                            name,
                            longest,
                            plain == null
                                    ? "read the label again"
                                    : "'%s' is meant".formatted(plain));
        }

        @Override
        public String problem() {
            return "misspelt-name";
        }
    }

    /// A file of master data is not as its writer saw it.
    ///
    /// @param document what it is, such as `enterprise`
    /// @param form     the form that it has; null where there is no such file
    record FileChanged(String document, String id, @Nullable String form)
            implements SharedRejection {
        @Override
        public String message() {
            return form == null
                    ? "There is no %s %s to change.\nMaybe its id is misspelt, or leave If-Match out to file it."
                            .formatted(document, id)
                    : "The file of %s %s was changed meanwhile.\nMaybe read it again and decide anew."
                            .formatted(document, id);
        }

        @Override
        public Kind kind() {
            return Kind.STALE;
        }
    }

    /// The advice, or what is spelt alike where there is something.
    private static String orNear(String message, List<?> near) {
        return near.isEmpty()
                ? message
                : message.substring(0, message.indexOf('\n'))
                        + near.stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(", ", "\nMaybe ", " is meant."));
    }

    /// How refusals name goods within a sentence.
    static String within(Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        String text = goods(di, lot, serial);
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /// How refusals name goods at the beginning of a sentence.
    static String goods(Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        return (lot == null ? "Device " + di : "Lot " + lot + " of device " + di)
                + (serial == null ? "" : ", serial number " + serial);
    }
}
