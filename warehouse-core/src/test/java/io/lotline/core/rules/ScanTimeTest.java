package io.lotline.core.rules;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.RETURNS;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.check;
import static io.lotline.core.rules.Park.order;
import static io.lotline.core.rules.Park.pick;
import static io.lotline.core.rules.Park.pump;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static io.lotline.core.rules.Park.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.CancelOrder;
import io.lotline.core.distribution.CancelOrderDecision;
import io.lotline.core.distribution.CheckItemDecision;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.distribution.PutBackItem;
import io.lotline.core.distribution.PutBackItemDecision;
import io.lotline.core.distribution.ReturnGoods;
import io.lotline.core.distribution.ReturnGoodsDecision;
import io.lotline.core.distribution.UnloadItem;
import io.lotline.core.distribution.UnloadItemDecision;
import io.lotline.core.events.Handling;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Scan.Late;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When the time that a handheld says is believed: goods came to `BIN_A` at [#CAME].
class ScanTimeTest {
    private static final Instant CAME = Park.scan("s").scannedAt();

    private static @Nullable Late late(Given given, Location from, Location to, Instant at) {
        return given.when(new MoveGoodsDecision(), move(from, to, at))
                .accepted(GoodsMoved.class)
                .scan()
                .late();
    }

    private static MoveGoods move(Location from, Location to, Instant at) {
        return new MoveGoods(null, from, to, at(stents("L1", 1), at), TODAY);
    }

    @Test
    void a_scan_before_its_goods_came_is_late() {
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10);
        Instant early = CAME.minus(Duration.ofMinutes(6));

        assertThat(late(given, BIN_A, BIN_B, early)).isEqualTo(new Late(Late.Reason.GOODS, CAME));
        assertThat(late(given, BIN_A, BIN_B, CAME.minus(Duration.ofMinutes(4)))).isNull();
        assertThat(late(given, BIN_A, BIN_B, CAME.plusSeconds(1))).isNull();
    }

    @Test
    void others_that_were_faster_make_no_scan_late() {
        Given given =
                stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10)
                        .and(
                                new MoveGoodsDecision(),
                                move(BIN_A, BIN_B, CAME.plus(Duration.ofHours(2))));

        assertThat(late(given, BIN_A, BIN_B, CAME.plus(Duration.ofHours(1)))).isNull();
        // but out of the bin to which the first came two hours later
        assertThat(late(given, BIN_B, BIN_A, CAME.plus(Duration.ofHours(1))))
                .isEqualTo(new Late(Late.Reason.GOODS, CAME.plus(Duration.ofHours(2))));
    }

    @Test
    void a_late_scan_makes_no_later_one_late() {
        Given given =
                stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10)
                        .and(
                                new MoveGoodsDecision(),
                                move(BIN_A, BIN_B, CAME.minus(Duration.ofDays(1))));

        assertThat(late(given, BIN_B, BIN_A, CAME.minus(Duration.ofHours(1)))).isNull();
    }

    /// Every step after the pick, by lot and by serial number: scanned before the goods were picked
    /// it is late, scanned after that it is not.
    @ParameterizedTest
    @CsvSource({
        "CHECK, L1",
        "CHECK, S1",
        "LOAD, L1",
        "LOAD, S1",
        "UNLOAD, L1",
        "UNLOAD, S1",
        "PUT_BACK, L1",
        "PUT_BACK, S1",
        "RETURN, L1",
        "RETURN, S1"
    })
    void a_scan_before_its_goods_were_picked_is_late(Handling step, String label) {
        Instant picked = CAME.plus(Duration.ofHours(3));
        assertThat(late(step, label, picked, picked.minus(Duration.ofHours(1))))
                .isEqualTo(new Late(Late.Reason.GOODS, picked));
        assertThat(late(step, label, picked, picked.minus(Duration.ofMinutes(4)))).isNull();
        assertThat(late(step, label, picked, picked.plusSeconds(1))).isNull();
    }

    private static @Nullable Late late(
            Handling step, String label, Instant picked, Instant scanned) {
        return late(pickedAt(label, step, picked), step, label, scanned);
    }

    /// That a piece was checked speaks against a load of before, though it went nowhere.
    @Test
    void a_piece_is_not_loaded_before_it_was_checked() {
        Given given = pickedAt("S1", Handling.CHECK, CAME.plus(Duration.ofHours(1)));
        Instant checked = CAME.plus(Duration.ofHours(5));
        given.and(new CheckItemDecision(), check("SO-1", at(label("S1"), checked)));
        Park.planned(given, "SH-1", "SO-1");

        assertThat(late(given, Handling.LOAD, "S1", CAME.plus(Duration.ofHours(3))))
                .isEqualTo(new Late(Late.Reason.GOODS, checked));
    }

    private static Given pickedAt(String label, Handling before, Instant picked) {
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 1);
        Park.pumps(given, BIN_A, "S1");
        given.and(
                new PlaceOrderDecision(),
                order("SO-1", HOSPITAL, wanted("1", label(label).di(), 1)));
        Park.allocated(given, "SO-1");
        given.and(new PickItemDecision(), pick("SO-1", BIN_A, at(label(label), picked)));
        if (before == Handling.LOAD || before == Handling.UNLOAD) {
            given.and(new CheckItemDecision(), check("SO-1", at(label(label), picked)));
            Park.planned(given, "SH-1", "SO-1");
        }
        if (before == Handling.PUT_BACK) {
            given.and(
                    new CancelOrderDecision(),
                    new CancelOrder(new OrderId("SO-1"), "病人转院", null, null, null));
        }
        if (before == Handling.UNLOAD) {
            given.and(new LoadItemDecision(), load(at(label(label), picked)));
        }
        return given;
    }

    private static @Nullable Late late(Given given, Handling step, String label, Instant at) {
        ScannedGoods goods = at(label(label), at);
        Given.Then then =
                switch (step) {
                    case CHECK -> given.when(new CheckItemDecision(), check("SO-1", goods));
                    case LOAD -> given.when(new LoadItemDecision(), load(goods));
                    case UNLOAD ->
                            given.when(
                                    new UnloadItemDecision(),
                                    new UnloadItem(new ShipmentId("SH-1"), W1, goods));
                    case PUT_BACK ->
                            given.when(
                                    new PutBackItemDecision(),
                                    new PutBackItem(new OrderId("SO-1"), BIN_A, goods, TODAY));
                    case RETURN ->
                            given.when(
                                    new ReturnGoodsDecision(),
                                    new ReturnGoods(new OrderId("SO-1"), RETURNS, goods));
                    default -> throw new IllegalArgumentException(step.name());
                };
        return Objects.requireNonNull(then.accepted().getFirst().scan()).late();
    }

    private static LoadItem load(ScannedGoods goods) {
        return new LoadItem(new ShipmentId("SH-1"), W1, goods, TODAY);
    }

    private static ScannedGoods label(String label) {
        return label.startsWith("S") ? pump(label) : stents(label, 1);
    }

    private static ScannedGoods at(ScannedGoods goods, Instant at) {
        Scan scan = goods.scan();
        return new ScannedGoods(
                goods.di(),
                goods.readings(),
                goods.counted(),
                null,
                new Scan(scan.scanId(), scan.standard(), scan.symbols(), at),
                TODAY);
    }
}
