package io.lotline.api.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.scan.Lanes.Claims;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import io.lotline.projections.catalogue.Device;
import io.lotline.projections.inventory.StorageLocation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which scans may meet: the table of the rule.
class MeetingsTest {
    private static final Di DEVICE = new Di("06901234567892");
    private static final Di CARTON = new Di("16901234567899");
    private static final Di OTHER = new Di("06901234567908");

    private final Meetings meetings =
            new Meetings(ScannerSetup.PLAIN, MeetingsTest::device, MeetingsTest::location);

    /// A scan is written as task, reference, location, target, DI, lot, serial, with `-` for none.
    @ParameterizedTest
    @CsvSource({
        // the same lot, wherever it is
        "receive N1 D - A L1 -,      receive N2 D - A L1 -,      true",
        "putaway - D B1 A L1 -,      putaway - E B2 A L1 -,      true",
        "move - B1 B2 A L1 -,        putaway - D B3 A L1 -,      true",
        "check O1 - - A L1 -,        load S1 - - A L1 -,         true",
        // other lots, other devices
        "receive N1 D - A L1 -,      receive N2 D - A L2 -,      false",
        "putaway - D B1 A L1 -,      putaway - D B1 A L2 -,      false",
        "putaway - D B1 A L1 -,      putaway - D B1 B L1 -,      false",
        "pick O1 B1 - A L1 -,        pick O2 B1 - B L1 -,        false",
        // a package holds the device
        "putaway - D B1 C L1 -,      putaway - D B1 A L1 -,      true",
        "putaway - D B1 C L1 -,      putaway - D B1 A L2 -,      false",
        // pieces
        "putaway - D B1 A L1 S1,     putaway - D B1 A L1 S2,     false",
        "putaway - D B1 A L1 S1,     putaway - D B1 A L1 S1,     true",
        "putaway - D B1 A L1 S1,     putaway - D B1 A L1 -,      true",
        "putaway - D B1 A - S1,      putaway - D B1 A L1 S2,     false",
        "move - B1 B2 A - S1,        putaway - D B1 A L1 S2,     true",
        "move - B1 B2 A L1 S1,       move - B1 B2 A L1 S2,       true",
        "receive N1 D - A L1 S1,     receive N2 D - A L1 S2,     true",
        "receive N1 D - A - S1,      receive N2 D - A - S2,      false",
        // documents
        "receive N1 D - A L1 -,      receive N1 D - B L2 -,      true",
        "pick O1 B1 - A L1 -,        check O1 - - B L2 -,        true",
        "check O1 - - A L1 -,        check O2 - - A L2 -,        false",
        "load S1 - - A L1 -,         load S1 - - B L2 -,         true",
        "putaway N1 D B1 A L1 -,     putaway N1 D B1 A L2 -,     false",
        // promises of one device
        "pick O1 B1 - A L1 -,        pick O2 B2 - A L2 -,        true",
        "pick O1 B1 - A L1 -,        move - B2 B3 A L2 -,        true",
        "move - B1 B2 A L1 -,        move - B2 B3 A L2 -,        false",
        // a location that may be full, or is not known
        "putaway - D F A L1 -,       putaway - D F B L1 -,       true",
        "move - F B1 A L1 -,         putaway - D F B L1 -,       true",
        "putaway - D X A L1 -,       putaway - D X B L1 -,       true",
        // what is not known
        "putaway - D B1 U L1 -,      putaway - D B2 A L2 -,      true",
    })
    void scans_that_may_meet_are_known(String one, String other, boolean meet) {
        Claims first = meetings.of(scan("1", one));
        Claims second = meetings.of(scan("2", other));
        assertThat(meet(first, second)).isEqualTo(meet);
        assertThat(meet(second, first)).isEqualTo(meet);
        assertThat(meet(first, meetings.of(scan("1", other)))).as("one id").isTrue();
    }

    private static boolean meet(Claims one, Claims other) {
        return one.alone().stream()
                        .anyMatch(c -> other.alone().contains(c) || other.shared().contains(c))
                || one.shared().stream().anyMatch(other.alone()::contains);
    }

    private static ScanRequest scan(String id, String written) {
        String[] parts = written.split(" ", -1);
        return new ScanRequest(
                id,
                Task.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                given(parts[1]),
                new WarehouseId("W"),
                locationId(parts[2]),
                locationId(parts[3]),
                null,
                null,
                List.of(symbol(parts[4], given(parts[5]), given(parts[6]))),
                null,
                null,
                null);
    }

    private static String symbol(String device, @Nullable String lot, @Nullable String serial) {
        Di di =
                switch (device) {
                    case "A" -> DEVICE;
                    case "B" -> OTHER;
                    case "C" -> CARTON;
                    default -> new Di("06901234567915");
                };
        return "]d201"
                + di
                + (lot == null ? "" : "10" + lot + "\u001d")
                + (serial == null ? "" : "21" + serial);
    }

    private static @Nullable String given(String part) {
        return part.equals("-") ? null : part;
    }

    private static @Nullable LocationId locationId(String part) {
        return part.equals("-") ? null : new LocationId(part);
    }

    private static Optional<Device> device(Di di) {
        Di own = di.equals(CARTON) ? DEVICE : di;
        return own.equals(DEVICE) || own.equals(OTHER) ? Optional.of(file(own)) : Optional.empty();
    }

    private static Device file(Di di) {
        return new Device(
                di,
                "导管",
                null,
                null,
                null,
                null,
                null,
                RiskClass.II,
                null,
                false,
                null,
                new Identifiers(false, false, false, false),
                List.of(),
                Instant.EPOCH,
                "test",
                "");
    }

    private static Optional<StorageLocation> location(Location location) {
        String id = location.id().value();
        return id.equals("X")
                ? Optional.empty()
                : Optional.of(
                        new StorageLocation(
                                location.warehouse(),
                                location.id(),
                                Zone.QUALIFIED,
                                null,
                                null,
                                id.equals("F") ? 5 : null,
                                null,
                                ""));
    }
}
