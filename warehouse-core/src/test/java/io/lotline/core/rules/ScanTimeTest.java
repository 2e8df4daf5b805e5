package io.lotline.core.rules;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Scan.Late;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.values.Location;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
        ScannedGoods goods = stents("L1", 1);
        Scan scan = goods.scan();
        return new MoveGoods(
                null,
                from,
                to,
                new ScannedGoods(
                        STENT,
                        goods.readings(),
                        1,
                        null,
                        new Scan(scan.scanId(), scan.standard(), scan.symbols(), at),
                        TODAY),
                TODAY);
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
}
