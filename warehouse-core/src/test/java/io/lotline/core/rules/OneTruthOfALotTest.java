package io.lotline.core.rules;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.CheckItemDecision;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PackItem;
import io.lotline.core.distribution.PackItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.ReturnGoods;
import io.lotline.core.distribution.ReturnGoodsDecision;
import io.lotline.core.distribution.UnloadItem;
import io.lotline.core.distribution.UnloadItemDecision;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.CountStock;
import io.lotline.core.inventory.CountStockDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.values.CountId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A lot has one expiry date and one production date: every rule of it, in every step that reads a
/// label. Inspections name a lot and read no label, so there is nothing that could say otherwise.
class OneTruthOfALotTest {
    private static final LocalDate MADE = TODAY.minusDays(30);

    /// What a label says wrongly, and what it is refused for.
    enum Rule {
        OTHER_EXPIRY("expiry-conflict", MADE, EXPIRY.plusDays(1)),
        OTHER_PRODUCTION("production-conflict", MADE.plusDays(1), EXPIRY),
        PRODUCED_TOMORROW("production-in-future", TODAY.plusDays(1), EXPIRY),
        EXPIRED_BEFORE_IT_WAS_MADE("expiry-conflict", MADE, MADE.minusDays(1));

        private final String problem;
        private final LocalDate produced;
        private final LocalDate expiry;

        Rule(String problem, LocalDate produced, LocalDate expiry) {
            this.problem = problem;
            this.produced = produced;
            this.expiry = expiry;
        }
    }

    /// A step with a label, in a park where the same step with the right label is accepted.
    enum Step {
        RECEIVE {
            @Override
            Given.Then take(ScannedGoods goods) {
                return here().when(new ReceiveGoodsDecision(), receive("ASN-1", goods));
            }
        },
        PUTAWAY {
            @Override
            Given.Then take(ScannedGoods goods) {
                return here().when(new PutAwayGoodsDecision(), putAway(BIN_A, goods));
            }
        },
        MOVE {
            @Override
            Given.Then take(ScannedGoods goods) {
                return here().when(
                                new MoveGoodsDecision(),
                                new MoveGoods(null, BIN_A, BIN_B, goods, TODAY));
            }
        },
        COUNT {
            @Override
            Given.Then take(ScannedGoods goods) {
                return here().when(
                                new CountStockDecision(),
                                new CountStock(new CountId("C"), null, BIN_A, goods, "zhang"));
            }
        },
        PICK {
            @Override
            Given.Then take(ScannedGoods goods) {
                return here().when(new PickItemDecision(), pick("SO-1", BIN_A, goods));
            }
        },
        CHECK {
            @Override
            Given.Then take(ScannedGoods goods) {
                return picked().when(new CheckItemDecision(), check("SO-1", goods));
            }
        },
        PACK {
            @Override
            Given.Then take(ScannedGoods goods) {
                return picked().when(
                                new PackItemDecision(),
                                new PackItem(
                                        new OrderId("SO-1"),
                                        W1,
                                        new Sscc("106141412345678908"),
                                        goods));
            }
        },
        LOAD {
            @Override
            Given.Then take(ScannedGoods goods) {
                return checked()
                        .when(
                                new LoadItemDecision(),
                                new LoadItem(new ShipmentId("SH-1"), W1, goods, TODAY));
            }
        },
        UNLOAD {
            @Override
            Given.Then take(ScannedGoods goods) {
                return checked()
                        .and(
                                new LoadItemDecision(),
                                new LoadItem(
                                        new ShipmentId("SH-1"), W1, label(MADE, EXPIRY), TODAY))
                        .when(
                                new UnloadItemDecision(),
                                new UnloadItem(new ShipmentId("SH-1"), W1, goods));
            }
        },
        RETURN {
            @Override
            Given.Then take(ScannedGoods goods) {
                return picked().when(
                                new ReturnGoodsDecision(),
                                new ReturnGoods(new OrderId("SO-1"), RETURNS, goods));
            }
        };

        abstract Given.Then take(ScannedGoods goods);
    }

    private static ScannedGoods label(@Nullable LocalDate produced, @Nullable LocalDate expiry) {
        return new ScannedGoods(
                STENT,
                List.of(new LabelReading(lot("L1"), null, produced, expiry, null, null)),
                1,
                null,
                scan("label"),
                TODAY);
    }

    private static ScannedGoods right() {
        return label(MADE, EXPIRY);
    }

    /// Some at the dock, some in a bin, some ordered.
    private static Given here() {
        Given given =
                Park.open()
                        .and(
                                new FileInboundNoticeDecision(),
                                notice("ASN-1", OWNER, line(STENT, 20)));
        for (int i = 0; i < 5; i++) {
            given.and(new ReceiveGoodsDecision(), receive("ASN-1", right()));
        }
        given.and(new InspectGoodsDecision(), accept("ASN-1", STENT, "L1", 5));
        for (int i = 0; i < 3; i++) {
            given.and(new PutAwayGoodsDecision(), putAway(BIN_A, right()));
        }
        return ordered(given, "SO-1", 3);
    }

    private static Given picked() {
        return here().and(new PickItemDecision(), pick("SO-1", BIN_A, right()));
    }

    private static Given checked() {
        return planned(
                picked().and(new CheckItemDecision(), check("SO-1", right())), "SH-1", "SO-1");
    }

    static Stream<Arguments> table() {
        return Stream.of(Rule.values())
                .flatMap(rule -> Stream.of(Step.values()).map(step -> Arguments.of(rule, step)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_label_that_says_otherwise_is_refused_in_every_step(Rule rule, Step step) {
        Rejection reason = step.take(label(rule.produced, rule.expiry)).refused(rule.problem);
        assertThat(reason.message()).contains("Lot L1");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void the_right_label_and_one_that_leaves_dates_out_pass(Step step) {
        assertThat(step.take(right()).accepted()).isNotEmpty();
        assertThat(step.take(label(MADE, null)).outcome())
                .as("the expiry date may be left out except at receipt")
                .satisfies(
                        outcome -> {
                            if (step != Step.RECEIVE) {
                                assertThat(new Given.Then(outcome).accepted()).isNotEmpty();
                            }
                        });
        assertThat(step.take(label(null, EXPIRY)).accepted()).isNotEmpty();
    }

    static Stream<Step> steps() {
        return Stream.of(Step.values());
    }

    @Test
    void a_lot_that_was_made_after_its_label_says_it_expires_is_refused() {
        Park.open()
                .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(STENT, 20)))
                .when(
                        new ReceiveGoodsDecision(),
                        receive("ASN-1", label(TODAY, TODAY.minusDays(1))))
                .refused("production-after-expiry");
    }

    @Test
    void a_notice_that_contradicts_itself_or_a_known_lot_is_refused() {
        FileInboundNoticeDecision filing = new FileInboundNoticeDecision();
        Park.open()
                .when(
                        filing,
                        notice(
                                "ASN-9",
                                OWNER,
                                new ExpectedLine(STENT, lot("L1"), EXPIRY, 1),
                                new ExpectedLine(STENT, lot("L1"), EXPIRY.plusDays(1), 1)))
                .refused("expiry-conflict");
        Park.open()
                .when(
                        filing,
                        notice(
                                "ASN-9",
                                OWNER,
                                new ExpectedLine(STENT, lot("L1"), EXPIRY, 1),
                                new ExpectedLine(STENT, lot("L1"), null, 1),
                                new ExpectedLine(STENT, lot("L2"), EXPIRY.plusDays(1), 1)))
                .accepted();
        here().when(
                        filing,
                        notice(
                                "ASN-9",
                                OWNER,
                                new ExpectedLine(STENT, lot("L1"), EXPIRY.plusDays(1), 1)))
                .refused("expiry-conflict");
        here().when(filing, notice("ASN-9", OWNER, new ExpectedLine(STENT, lot("L1"), MADE, 1)))
                .refused("expiry-conflict");
    }

    @Test
    void a_notice_that_was_filed_before_its_lot_was_known_stays_what_it_is() {
        ExpectedLine early = new ExpectedLine(STENT, lot("L1"), EXPIRY.plusDays(1), 1);
        FileInboundNoticeDecision filing = new FileInboundNoticeDecision();
        Park.open()
                .and(filing, notice("ASN-0", OWNER, early))
                .and(filing, notice("ASN-1", OWNER, line(STENT, 20)))
                .and(new ReceiveGoodsDecision(), receive("ASN-1", right()))
                .when(filing, notice("ASN-0", OWNER, early))
                .changesNothing();
    }
}
