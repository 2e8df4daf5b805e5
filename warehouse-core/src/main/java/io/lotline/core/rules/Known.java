package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection.MisspeltName;
import io.lotline.core.rules.SharedRejection.NotOnLabels;
import io.lotline.core.rules.SharedRejection.UnknownBin;
import io.lotline.core.rules.SharedRejection.UnknownDevice;
import io.lotline.core.rules.SharedRejection.UnknownEnterprise;
import io.lotline.core.rules.SharedRejection.UnknownLocation;
import io.lotline.core.rules.SharedRejection.UnknownLot;
import io.lotline.core.rules.SharedRejection.UnknownSerial;
import io.lotline.core.rules.SharedRejection.UnknownWarehouse;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Spelling;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/// Whether what a command refers to is known, and if not, what is spelt alike. What is named is
/// asked for by its key, and so is what looks like it: nothing else is looked at.
public final class Known {
    /// The spellings of a device's lots or serial numbers that look alike.
    static final Book<Alike, Spelt> SPELT =
            Book.named("spelt", 2, Alike.class, Spelt.class)
                    .ruled(Alike::about, _ -> Spelt.NONE, Spelt::after)
                    .sized(spelt -> spelt.spellings().size());

    /// Whether a lot was ever received.
    static final Book<LotOfDevice, Received> RECEIVED =
            Book.named("lot-received", 2, LotOfDevice.class, Received.class)
                    .ruled(
                            lot ->
                                    Boundaries.of(Tags.lot(lot.di(), lot.lot()))
                                            .types(GoodsReceived.class, EventCorrected.class),
                            _ -> new Received(0),
                            (_, received, event) -> received.after(event));

    /// The names in use, by what those that look alike have in common. Locations are few and seldom
    /// defined, and so are enterprises.
    static final Book<Register, Names> NAMES =
            Book.named("names", 1, Register.class, Names.class)
                    .ruled(Register::about, _ -> Names.NONE, Names::after)
                    .sized(names -> names.alike().size());

    private static final int GTIN = 14;

    /// GS1 General Specifications: lots (AI 10) and serial numbers (AI 21) have 20 signs at most.
    private static final int LONGEST_OF_GS1 = 20;

    private static final int LONGEST = 60;

    private Known() {}

    /// Lots or serial numbers of a device that look alike.
    ///
    /// @param folded what their spellings have in common
    record Alike(Di di, boolean lots, String folded) {
        private Criterion about() {
            return Boundaries.of(
                            lots ? Tags.lotSpelling(di, folded) : Tags.serialSpelling(di, folded))
                    .types(GoodsReceived.class, EventCorrected.class);
        }
    }

    /// How they were spelt on labels, and in how many receipts.
    record Spelt(PMap<String, Integer> spellings) {
        private static final Spelt NONE = new Spelt(HashTreePMap.empty());

        private static Spelt after(Alike alike, Spelt before, WarehouseEvent event) {
            PMap<String, Integer> spellings = before.spellings();
            for (Movement movement : event.movements()) {
                Object name = alike.lots() ? movement.item().lot() : movement.serial();
                if (name != null
                        && movement.item().di().equals(alike.di())
                        && Spelling.folded(name.toString()).equals(alike.folded())) {
                    int times = spellings.getOrDefault(name.toString(), 0) + receipts(event);
                    spellings =
                            times <= 0
                                    ? spellings.minus(name.toString())
                                    : spellings.plus(name.toString(), times);
                }
            }
            return new Spelt(spellings);
        }
    }

    record LotOfDevice(Di di, LotNumber lot) {}

    /// How often, without receipts that were mistakes.
    record Received(int times) {
        private Received after(WarehouseEvent event) {
            return new Received(times + receipts(event));
        }

        boolean ever() {
            return times > 0;
        }
    }

    /// How many receipts an event is: a mistake is one less.
    private static int receipts(WarehouseEvent event) {
        return event instanceof GoodsReceived
                ? 1
                : event instanceof EventCorrected wrong
                                && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                        ? -1
                        : 0;
    }

    /// What is named by master data.
    enum Register {
        LOCATIONS,
        ENTERPRISES;

        private Criterion about() {
            return switch (this) {
                case LOCATIONS -> Boundaries.of().types(LocationDefined.class);
                case ENTERPRISES -> Boundaries.of().types(EnterpriseRegistered.class);
            };
        }
    }

    record Names(PMap<String, PSet<String>> alike) {
        private static final Names NONE = new Names(HashTreePMap.empty());

        private static Names after(Register register, Names before, WarehouseEvent event) {
            if (register == Register.LOCATIONS && event instanceof LocationDefined defined) {
                return before.plus(warehouse(defined.location().warehouse().value()))
                        .plus(defined.location().toString())
                        .plus(defined.location().id().value(), defined.location());
            }
            return register == Register.ENTERPRISES
                            && event instanceof EnterpriseRegistered registered
                    ? before.plus(registered.enterprise().value())
                    : before;
        }

        private List<LocationId> locations(WarehouseId warehouse) {
            String prefix = warehouse(warehouse.value());
            return alike.values().stream()
                    .flatMap(PSet::stream)
                    .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                    .distinct()
                    .map(name -> Location.parse(name).id())
                    .sorted(Comparator.comparing(LocationId::value))
                    .toList();
        }

        private static String warehouse(String id) {
            return id + "/";
        }

        private Names plus(String name) {
            return plus(name, name);
        }

        private Names plus(String key, Object name) {
            PSet<String> names = alike(key);
            return new Names(alike.plus(Spelling.folded(key), names.plus(name.toString())));
        }

        private PSet<String> alike(String key) {
            return alike.getOrDefault(Spelling.folded(key), HashTreePSet.empty());
        }

        private List<String> near(String key) {
            return alike(key).stream().sorted().toList();
        }
    }

    /// Why a lot cannot be meant; null if it can.
    ///
    /// @param expected whether it is said to be one that has not come yet
    public static @Nullable Rejection refusal(Books books, Di di, LotNumber lot, boolean expected) {
        Rejection misspelt = misspelt(di, "lot", lot.value());
        if (misspelt != null || books.open(RECEIVED, new LotOfDevice(di, lot)).ever()) {
            return misspelt;
        }
        List<LotNumber> near =
                spelt(books, di, true, lot.value()).stream().map(LotNumber::new).toList();
        return expected && near.isEmpty() ? null : new UnknownLot(di, lot, near);
    }

    /// Why a serial number cannot be meant; null if it can.
    ///
    /// @param expected whether it is said to be one that has not come yet
    public static @Nullable Rejection refusal(
            Books books, Di di, SerialNumber serial, boolean expected) {
        Rejection misspelt = misspelt(di, "serial", serial.value());
        if (misspelt != null
                || books.open(SharedBooks.SERIAL, new Piece(di, serial)).cell() != null) {
            return misspelt;
        }
        List<SerialNumber> near =
                spelt(books, di, false, serial.value()).stream().map(SerialNumber::new).toList();
        return expected && near.isEmpty() ? null : new UnknownSerial(di, serial, near);
    }

    /// Why a lot of which nothing was found is no lot of the device at all; null if it is one.
    public static @Nullable Rejection unspelt(Books books, Di di, @Nullable LotNumber lot) {
        return lot == null ? null : refusal(books, di, lot, false);
    }

    /// Why no label can show a name as it is spelt; null if one can.
    public static @Nullable Rejection misspelt(Di di, String field, String name) {
        String plain = Spelling.plain(name);
        if (!plain.equals(name)) {
            return new MisspeltName(field, name, plain);
        }
        int longest = di.value().length() == GTIN ? LONGEST_OF_GS1 : LONGEST;
        if (Spelling.printable(name) && name.length() <= longest) {
            return null;
        }
        String latin = Spelling.latin(name);
        return new NotOnLabels(
                field,
                name,
                longest,
                Spelling.printable(latin) && latin.length() <= longest ? latin : null);
    }

    private static List<String> spelt(Books books, Di di, boolean lots, String name) {
        return books
                .open(SPELT, new Alike(di, lots, Spelling.folded(name)))
                .spellings()
                .keySet()
                .stream()
                .filter(spelling -> !spelling.equals(name))
                .sorted()
                .toList();
    }

    /// Why there is no such warehouse, which is one that has locations; null if there is.
    public static @Nullable Rejection refusal(Books books, WarehouseId warehouse) {
        List<String> alike =
                books.open(NAMES, Register.LOCATIONS).near(Names.warehouse(warehouse.value()));
        return alike.contains(Names.warehouse(warehouse.value()))
                ? null
                : new UnknownWarehouse(
                        warehouse,
                        alike.stream()
                                .map(name -> new WarehouseId(name.substring(0, name.length() - 1)))
                                .toList());
    }

    /// The locations of a warehouse, in their order.
    public static List<LocationId> locations(Books books, WarehouseId warehouse) {
        return books.open(NAMES, Register.LOCATIONS).locations(warehouse);
    }

    /// Why a hold's location is none; null if it is one.
    ///
    /// @param named a location's id in any warehouse, or `warehouse/location`
    public static @Nullable Rejection refusal(Books books, String named) {
        if (isDefined(books, named)) {
            return null;
        }
        Names names = books.open(NAMES, Register.LOCATIONS);
        List<String> near = names.near(named);
        if (named.indexOf('/') < 0 && near.stream().anyMatch(each -> each.endsWith("/" + named))) {
            return null;
        }
        return new UnknownBin(named, near);
    }

    private static boolean isDefined(Books books, String named) {
        try {
            Location location = Location.parse(named);
            return books.open(SharedBooks.LOCATION, location).get(location) != null;
        } catch (MalformedValue e) {
            return false;
        }
    }

    /// Why an enterprise cannot be meant; null if it is registered.
    public static @Nullable Rejection refusal(Books books, EnterpriseId enterprise) {
        return books.open(SharedBooks.ENTERPRISE, enterprise).files().containsKey(enterprise)
                ? null
                : unknownEnterprise(books, enterprise);
    }

    /// That there is no such enterprise, but others that look like it.
    public static Rejection unknownEnterprise(Books books, EnterpriseId enterprise) {
        return new UnknownEnterprise(
                enterprise,
                books.open(NAMES, Register.ENTERPRISES).near(enterprise.value()).stream()
                        .map(EnterpriseId::new)
                        .toList());
    }

    /// That there is no such location, but others that look like it; or no such warehouse at all.
    public static Rejection unknownLocation(Books books, Location location) {
        Rejection warehouse = refusal(books, location.warehouse());
        return warehouse != null ? warehouse : new UnknownLocation(location, near(books, location));
    }

    /// The other locations that look like this one.
    public static List<Location> near(Books books, Location location) {
        return books.open(NAMES, Register.LOCATIONS).near(location.toString()).stream()
                .map(Location::parse)
                .filter(other -> !other.equals(location))
                .toList();
    }

    /// Why there is no such location; null if there is.
    public static @Nullable Rejection refusal(Books books, Location location) {
        return books.open(SharedBooks.LOCATION, location).get(location) == null
                ? unknownLocation(books, location)
                : null;
    }

    /// Why a scan cannot come from where it says; null if it can, or does not say.
    public static @Nullable Rejection refusal(Books books, Scan scan) {
        return scan.warehouse() == null || scan.location() == null
                ? null
                : refusal(books, new Location(scan.warehouse(), scan.location()));
    }

    /// That there is no such device, but others that look like it: with leading zeros, or in other
    /// letters.
    public static Rejection unknownDevice(Books books, Di di) {
        List<Di> near = new ArrayList<>();
        for (Di other : spellings(di)) {
            if (Devices.reading(books, other).pieces(other) != null) {
                near.add(other);
            }
        }
        return new UnknownDevice(di, near);
    }

    /// What may be meant by a DI that nobody knows: without blanks and characters that cannot be
    /// seen, in capitals, or as a GTIN with its leading zeros.
    public static List<Di> spellings(Di di) {
        Set<String> alike = new LinkedHashSet<>();
        String plain = Spelling.plain(di.value());
        alike.add(plain);
        alike.add(plain.toUpperCase(Locale.ROOT));
        if (plain.length() >= 8
                && plain.length() < 14
                && plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
            alike.add("0".repeat(14 - plain.length()) + plain);
        }
        alike.remove(di.value());
        return alike.stream()
                .filter(each -> !each.isBlank() && each.indexOf(' ') < 0)
                .map(Di::new)
                .toList();
    }
}
