package io.lotline.core.rules;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.Settled;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.LabelSettled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoods;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.rules.SharedRejection.AmbiguousScan;
import io.lotline.core.values.ReadingForm;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.SettledBy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which of several readings is taken, and what that may rest on.
class LabelsTest {
    private final ReceiveGoodsDecision receiving = new ReceiveGoodsDecision();

    private static Given announced(ExpectedLine... lines) {
        return Park.open().and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, lines));
    }

    private static LabelReading reading(String lot, @Nullable Integer quantity) {
        return new LabelReading(lot(lot), null, null, EXPIRY, quantity, null);
    }

    private static LabelReading dated(String lot, LocalDate expiry) {
        return new LabelReading(lot(lot), null, null, expiry, null, null);
    }

    private static LabelReading numbered(String lot, String serial) {
        return new LabelReading(lot(lot), new SerialNumber(serial), null, EXPIRY, null, null);
    }

    /// `(17)…(10)20210305` as it is printed, the last field without a separator.
    private static ScannedGoods dateLike(int quantity) {
        return label(quantity, reading("20210305", null), reading("20210", 5));
    }

    private static ScannedGoods label(int quantity, LabelReading... readings) {
        return new ScannedGoods(STENT, List.of(readings), quantity, null, scan("label"), TODAY);
    }

    private static ScannedGoods chosen(LabelReading reading, ReadingForm form) {
        return new ScannedGoods(
                STENT,
                List.of(reading),
                1,
                new Settled(SettledBy.PERSON, form),
                scan("label"),
                TODAY);
    }

    private static String lotOf(List<WarehouseEvent> events) {
        return ((GoodsReceived) events.getLast()).movement().item().lot().value();
    }

    @Test
    void without_a_fact_a_person_is_asked_and_the_standards_reading_stands_first() {
        AmbiguousScan asked =
                announced(line(STENT, 20))
                        .when(receiving, receive("ASN-1", dateLike(1)))
                        .refused("ambiguous-scan", AmbiguousScan.class);

        assertThat(asked.candidates())
                .containsExactly(reading("20210305", null), reading("20210", 5));
    }

    @Test
    void a_device_that_needs_no_serial_number_decides_nothing() {
        announced(line(STENT, 20))
                .when(
                        receiving,
                        receive("ASN-1", label(1, reading("L121S1", null), numbered("L1", "S1"))))
                .refused("ambiguous-scan");
    }

    @Test
    void the_notices_lot_settles() {
        Given standard =
                announced(new ExpectedLine(STENT, lot("20210305"), null, 20), line(STENT, 100));
        assertThat(lotOf(standard.when(receiving, receive("ASN-1", dateLike(1))).accepted()))
                .isEqualTo("20210305");

        Given other = announced(new ExpectedLine(STENT, lot("20210"), null, 20));
        List<WarehouseEvent> events =
                other.when(
                                receiving,
                                receive(
                                        "ASN-1",
                                        new ScannedGoods(
                                                STENT,
                                                dateLike(1).readings(),
                                                null,
                                                null,
                                                scan("x"),
                                                TODAY)))
                        .accepted();
        assertThat(lotOf(events)).isEqualTo("20210");
        assertThat(((GoodsReceived) events.getLast()).movement().quantity()).isEqualTo(5);
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        LabelSettled.class,
                        settled -> {
                            assertThat(settled.by()).isEqualTo(SettledBy.NOTICE);
                            assertThat(settled.form()).isEqualTo(ReadingForm.UNSEPARATED);
                        });
    }

    @Test
    void a_count_beyond_what_the_notice_announces_of_the_lot_is_no_count() {
        Given given =
                announced(
                        new ExpectedLine(STENT, lot("20210"), null, 4),
                        new ExpectedLine(STENT, lot("20210305"), null, 20));
        assertThat(lotOf(given.when(receiving, receive("ASN-1", dateLike(1))).accepted()))
                .isEqualTo("20210305");
        announced(
                        new ExpectedLine(STENT, lot("20210"), null, 5),
                        new ExpectedLine(STENT, lot("20210305"), null, 20))
                .when(receiving, receive("ASN-1", dateLike(1)))
                .refused("ambiguous-scan");
    }

    @Test
    void an_announced_lot_with_another_expiry_date_is_not_the_announced_one() {
        Given given =
                announced(
                        new ExpectedLine(STENT, lot("LOT1"), EXPIRY.plusDays(1), 4),
                        new ExpectedLine(STENT, lot("LOT117271123"), null, 4));
        assertThat(
                        lotOf(
                                given.when(
                                                receiving,
                                                receive(
                                                        "ASN-1",
                                                        label(
                                                                1,
                                                                reading("LOT117271123", null),
                                                                dated("LOT1", EXPIRY))))
                                        .accepted()))
                .isEqualTo("LOT117271123");
    }

    @Test
    void a_person_settles_once_per_lot_and_the_event_says_so() {
        Given given = announced(line(STENT, 20));
        List<WarehouseEvent> events =
                given.when(
                                receiving,
                                receive(
                                        "ASN-1",
                                        chosen(reading("20210305", null), ReadingForm.STANDARD)))
                        .accepted();
        assertThat(events.getFirst())
                .isEqualTo(
                        new LabelSettled(
                                STENT,
                                lot("20210305"),
                                SettledBy.PERSON,
                                ReadingForm.STANDARD,
                                scan("label")));
        assertThat(lotOf(given.when(receiving, receive("ASN-1", dateLike(1))).accepted()))
                .isEqualTo("20210305");
    }

    @Test
    void what_a_person_said_at_any_step_counts_from_then_on() {
        Given given =
                announced(line(STENT, 20))
                        .and(receiving, receive("ASN-1", stents("L1", 5)))
                        .and(new InspectGoodsDecision(), accept("ASN-1", STENT, "L1", 5))
                        .and(new PutAwayGoodsDecision(), putAway(BIN_A, stents("L1", 5)));
        ScannedGoods broken = label(1, reading("L1240X", null), reading("L1", null));
        MoveGoodsDecision moving = new MoveGoodsDecision();
        given.when(moving, new MoveGoods(null, BIN_A, BIN_B, broken, TODAY))
                .refused("ambiguous-scan");
        given.and(
                moving,
                new MoveGoods(
                        null,
                        BIN_A,
                        BIN_B,
                        chosen(reading("L1", null), ReadingForm.UNSEPARATED),
                        TODAY));
        assertThat(
                        given.when(moving, new MoveGoods(null, BIN_A, BIN_B, broken, TODAY))
                                .accepted(GoodsMoved.class)
                                .movement()
                                .item()
                                .lot())
                .isEqualTo(lot("L1"));
    }

    @Test
    void a_known_lot_is_read_as_the_standard_reads_it() {
        Given given =
                announced(line(STENT, 20)).and(receiving, receive("ASN-1", stents("20210305", 1)));
        assertThat(lotOf(given.when(receiving, receive("ASN-1", dateLike(1))).accepted()))
                .isEqualTo("20210305");
    }

    @Test
    void a_known_lot_whose_own_date_stands_behind_it_is_read() {
        Given given =
                announced(line(STENT, 20)).and(receiving, receive("ASN-1", stents("LOT1", 1)));
        LabelReading whole = new LabelReading(lot("LOT117271123"), null, null, null, null, null);
        assertThat(
                        lotOf(
                                given.when(
                                                receiving,
                                                receive(
                                                        "ASN-1",
                                                        label(1, whole, dated("LOT1", EXPIRY))))
                                        .accepted()))
                .isEqualTo("LOT1");
        given.when(receiving, receive("ASN-1", label(1, whole, dated("LOT1", EXPIRY.plusDays(1)))))
                .refused("ambiguous-scan");
    }

    /// `20210` is known; that is no fact about `20210305`, which comes for the first time.
    @Test
    void a_new_lot_that_begins_as_a_known_one_is_never_taken_for_it() {
        announced(line(STENT, 20))
                .and(receiving, receive("ASN-1", stents("20210", 1)))
                .when(receiving, receive("ASN-1", dateLike(1)))
                .refused("ambiguous-scan");
        announced(line(STENT, 20))
                .and(receiving, receive("ASN-1", stents("20210", 1)))
                .and(receiving, receive("ASN-1", stents("20210305", 1)))
                .when(receiving, receive("ASN-1", dateLike(1)))
                .accepted(GoodsReceived.class);
    }

    @Test
    void a_serial_number_names_one_piece_so_a_count_behind_it_belongs_to_it() {
        LabelReading impossible =
                new LabelReading(lot("L1"), new SerialNumber("S1"), null, EXPIRY, 5, null);
        announced(line(STENT, 20))
                .when(receiving, receive("ASN-1", label(1, numbered("L1", "S1305"), impossible)))
                .accepted(GoodsReceived.class);
    }

    @Test
    void the_right_reading_is_found_though_it_is_the_last_of_many() {
        List<LabelReading> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(reading("LOT" + i, null));
        }
        ScannedGoods label = new ScannedGoods(STENT, many, 1, null, scan("many"), TODAY);
        AmbiguousScan asked =
                announced(line(STENT, 20))
                        .when(receiving, receive("ASN-1", label))
                        .refused("ambiguous-scan", AmbiguousScan.class);
        assertThat(asked.candidates()).hasSize(AmbiguousScan.LISTED);
        assertThat(asked.message()).contains("too many readings", "500", "first 64");
        assertThat(
                        lotOf(
                                announced(new ExpectedLine(STENT, lot("LOT499"), null, 20))
                                        .when(receiving, receive("ASN-1", label))
                                        .accepted()))
                .isEqualTo("LOT499");
    }

    @Test
    void label_and_scan_that_count_differently_are_asked() {
        Given given = announced(line(STENT, 20));
        var conflict =
                given.when(receiving, receive("ASN-1", label(7, reading("L1", 5))))
                        .refused("quantity-conflict", SharedRejection.QuantityConflict.class);
        assertThat(conflict.message()).contains("5", "7");
        given.when(
                        receiving,
                        new ReceiveGoods(
                                new io.lotline.core.values.NoticeId("ASN-1"),
                                DOCK,
                                label(5, reading("L1", 5)),
                                TODAY))
                .accepted(GoodsReceived.class);
    }

    @Test
    void what_is_asked_of_the_log_is_a_book_for_each_lot_that_a_reading_names() {
        Given given = announced(line(STENT, 20));
        given.when(receiving, receive("ASN-1", dateLike(1))).refused("ambiguous-scan");
        assertThat(given.boundary(receiving, receive("ASN-1", dateLike(1))).alternatives())
                .filteredOn(
                        part ->
                                part.names().contains("lotline.LabelSettled")
                                        && part.tags().size() == 1)
                .extracting(part -> part.tags().iterator().next().value())
                .containsExactlyInAnyOrder(STENT + "/20210305", STENT + "/20210");
    }

    @Test
    void the_time_of_a_scan_of_years_ago_is_not_believed() {
        ScannedGoods sound = stents("L1", 1);
        ScannedGoods old =
                new ScannedGoods(
                        STENT,
                        sound.readings(),
                        1,
                        null,
                        sound.scan(),
                        TODAY,
                        sound.scan().scannedAt().plusSeconds(1));
        Given given = stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 10);

        Scan late =
                given.when(new MoveGoodsDecision(), new MoveGoods(null, BIN_A, BIN_B, old, TODAY))
                        .accepted(GoodsMoved.class)
                        .scan();
        assertThat(late.late())
                .isEqualTo(
                        new Scan.Late(
                                Scan.Late.Reason.AGE, sound.scan().scannedAt().plusSeconds(1)));
        assertThat(late.believedAt()).isNull();
        given.when(new MoveGoodsDecision(), new MoveGoods(null, BIN_A, BIN_B, sound, TODAY))
                .accepted();
    }
}
