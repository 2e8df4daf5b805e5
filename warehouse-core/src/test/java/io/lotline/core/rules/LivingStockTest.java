package io.lotline.core.rules;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.COLD;
import static io.lotline.core.rules.Park.DOCK;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.STENT_BOX;
import static io.lotline.core.rules.Park.STENT_CASE;
import static io.lotline.core.rules.Park.line;
import static io.lotline.core.rules.Park.notice;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.pick;
import static io.lotline.core.rules.Park.receive;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.catalogue.CatalogueRejection.DeviceInUse;
import io.lotline.core.catalogue.CatalogueRejection.DiTaken;
import io.lotline.core.catalogue.RegisterDevice;
import io.lotline.core.catalogue.RegisterDeviceDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.Identifiers;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.DefineLocation;
import io.lotline.core.inventory.DefineLocationDecision;
import io.lotline.core.inventory.LocationRejection.GoodsNeedOtherTemperature;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Master data does not change under goods, promises and open notices that depend on it: a table of
/// what can be changed and what can be there.
class LivingStockTest {
    private static final Di OTHER_BOX = new Di("36901234567893");

    /// What somebody wants to change of the stent's file.
    enum Change {
        LOT_FLAG,
        SERIAL_FLAG,
        PACKAGE_CONTENT,
        PACKAGE_GONE,
        STORAGE_COLDER,
        // these change nothing that anything depends on
        DATE_FLAGS,
        PACKAGE_ADDED,
        STORAGE_WIDER,
        NAME;

        private RegisterDevice file() {
            DeviceRegistered now = Park.stent();
            Identifiers flags = now.identifiers();
            List<PackageLevel> packages = new ArrayList<>(now.packages());
            Storage storage = now.storage();
            String name = now.name();
            switch (this) {
                case LOT_FLAG -> flags = new Identifiers(false, false, false, true);
                case SERIAL_FLAG -> flags = new Identifiers(true, true, false, true);
                case DATE_FLAGS -> flags = new Identifiers(true, false, true, false);
                case PACKAGE_CONTENT -> packages.set(0, new PackageLevel(STENT_BOX, STENT, 12));
                case PACKAGE_GONE -> packages.removeLast();
                case PACKAGE_ADDED -> packages.add(new PackageLevel(OTHER_BOX, STENT, 2));
                case STORAGE_COLDER -> storage = new Storage(BigDecimal.TWO, new BigDecimal(8));
                case STORAGE_WIDER -> storage = new Storage(BigDecimal.ONE, new BigDecimal(40));
                case NAME -> name = "支架";
            }
            return new RegisterDevice(
                    STENT,
                    name,
                    null,
                    null,
                    null,
                    null,
                    null,
                    RiskClass.III,
                    null,
                    true,
                    storage,
                    flags,
                    packages);
        }

        private boolean matters() {
            return ordinal() < DATE_FLAGS.ordinal();
        }
    }

    /// What may be there.
    enum Situation {
        NOTHING(park -> park),
        OPEN_NOTICE(
                park ->
                        park.and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-1", OWNER, line(STENT, 9)))),
        WAITING(
                park ->
                        OPEN_NOTICE
                                .happen
                                .apply(park)
                                .and(
                                        new ReceiveGoodsDecision(),
                                        receive("ASN-1", stents("L1", 9)))),
        ON_THE_SHELF(park -> stock(park, OWNER, "L1", EXPIRY, BIN_A, 9)),
        PICKED(
                park ->
                        ordered(stock(park, OWNER, "L1", EXPIRY, BIN_A, 9), "SO-1", 9)
                                .and(
                                        new PickItemDecision(),
                                        pick("SO-1", BIN_A, stents("L1", 9))));

        private final Function<Given, Given> happen;

        Situation(Function<Given, Given> happen) {
            this.happen = happen;
        }

        private Given given() {
            Given given = Park.open();
            given.and(
                    new io.lotline.core.events.MasterDataEvent.LocationDefined(
                            BIN_A, Zone.QUALIFIED, new BigDecimal(15), new BigDecimal(25), null));
            return happen.apply(given);
        }

        /// Whether it depends on what is changed.
        private boolean depends(Change change) {
            return switch (this) {
                case NOTHING -> false;
                case OPEN_NOTICE ->
                        change == Change.PACKAGE_CONTENT || change == Change.PACKAGE_GONE;
                // the dock says nothing of its temperature, and goods on their way lie nowhere
                case WAITING, PICKED -> change.matters() && change != Change.STORAGE_COLDER;
                case ON_THE_SHELF -> change.matters();
            };
        }
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> table() {
        return Stream.of(Situation.values())
                .flatMap(
                        situation ->
                                Stream.of(Change.values())
                                        .map(
                                                change ->
                                                        org.junit.jupiter.params.provider.Arguments
                                                                .of(situation, change)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_devices_file_changes_where_nothing_depends_on_it(Situation situation, Change change) {
        var told = situation.given().when(new RegisterDeviceDecision(), change.file());

        if (situation.depends(change)) {
            DeviceInUse refused = told.refused("device-in-use", DeviceInUse.class);
            assertThat(refused.pieces() > 0 || !refused.notices().isEmpty()).isTrue();
        } else {
            assertThat(told.accepted()).hasSize(1);
        }
    }

    @Test
    void what_depends_on_a_file_is_named() {
        DeviceInUse refused =
                Situation.ON_THE_SHELF
                        .given()
                        .and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-2", OWNER, line(STENT, 3)))
                        .when(new RegisterDeviceDecision(), Change.PACKAGE_GONE.file())
                        .refused("device-in-use", DeviceInUse.class);

        assertThat(refused.pieces()).isEqualTo(9);
        assertThat(refused.locations()).containsExactly(BIN_A);
        assertThat(refused.notices()).containsExactly(new NoticeId("ASN-2"));
    }

    @Test
    void a_package_identifier_belongs_to_one_device() {
        for (RegisterDevice file :
                List.of(pump(PUMP, STENT_BOX), pump(PUMP, STENT), pump(STENT_CASE, OTHER_BOX))) {
            DiTaken taken =
                    Park.open()
                            .when(new RegisterDeviceDecision(), file)
                            .refused("di-taken", DiTaken.class);
            assertThat(taken.owner()).isEqualTo(STENT);
        }
        Park.open()
                .and(new RegisterDeviceDecision(), Change.PACKAGE_GONE.file())
                .when(new RegisterDeviceDecision(), pump(PUMP, STENT_CASE))
                .accepted();
    }

    @Test
    void a_package_contains_the_device_or_another_of_its_packages() {
        RegisterDevice file = pump(PUMP, OTHER_BOX);
        Park.open()
                .when(
                        new RegisterDeviceDecision(),
                        new RegisterDevice(
                                file.di(),
                                file.name(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                file.riskClass(),
                                null,
                                false,
                                null,
                                file.identifiers(),
                                List.of(new PackageLevel(OTHER_BOX, STENT, 2))))
                .refused("package-of-nothing");
    }

    private static RegisterDevice pump(Di di, Di box) {
        return new RegisterDevice(
                di,
                "泵",
                null,
                null,
                null,
                null,
                null,
                RiskClass.II,
                null,
                false,
                null,
                new Identifiers(true, true, false, false),
                List.of(new PackageLevel(box, di, 2)));
    }

    @Test
    void a_bin_keeps_its_zone_and_the_temperature_that_its_goods_need() {
        Given given = Situation.ON_THE_SHELF.given();

        given.when(new DefineLocationDecision(), define(BIN_A, Zone.NON_CONFORMING, 15, 25))
                .refused("location-in-use");
        GoodsNeedOtherTemperature refused =
                given.when(new DefineLocationDecision(), define(BIN_A, Zone.QUALIFIED, 2, 8))
                        .refused(
                                "goods-need-other-temperature", GoodsNeedOtherTemperature.class);
        assertThat(refused.devices()).containsExactly(STENT);
        given.when(new DefineLocationDecision(), define(BIN_A, Zone.QUALIFIED, 12, 28)).accepted();
        given.when(new DefineLocationDecision(), define(COLD, Zone.NON_CONFORMING, 15, 25))
                .accepted();
        given.when(new DefineLocationDecision(), define(DOCK, Zone.RETURNS, 2, 8)).accepted();
    }

    private static DefineLocation define(Location location, Zone zone, int min, int max) {
        return new DefineLocation(
                location, zone, BigDecimal.valueOf(min), BigDecimal.valueOf(max), null);
    }
}
