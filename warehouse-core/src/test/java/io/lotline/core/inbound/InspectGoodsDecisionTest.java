package io.lotline.core.inbound;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import org.junit.jupiter.api.Test;

class InspectGoodsDecisionTest {
    private final InspectGoodsDecision inspection = new InspectGoodsDecision();

    private static Given received(int quantity) {
        return Park.open()
                .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(STENT, 50)))
                .and(new ReceiveGoodsDecision(), receive("ASN-1", stents("L1", quantity)));
    }

    @Test
    void goods_change_their_status_where_they_lie() {
        Given given = received(20);

        var accepted =
                given.when(inspection, accept("ASN-1", STENT, "L1", 15))
                        .accepted(GoodsInspected.class);
        var refused =
                given.when(inspection, refuse("ASN-1", STENT, "L1", 5))
                        .accepted(GoodsInspected.class);

        assertThat(accepted.movements())
                .singleElement()
                .satisfies(
                        movement -> {
                            assertThat(movement.from()).isEqualTo(movement.to());
                            assertThat(movement.toStatus()).isEqualTo(QualityStatus.QUALIFIED);
                        });
        assertThat(refused.movements().getFirst().toStatus())
                .isEqualTo(QualityStatus.NON_CONFORMING);
        given.when(inspection, accept("ASN-1", STENT, "L1", 1)).refused("nothing-to-inspect");
    }

    @Test
    void only_what_waits_under_the_notice_is_inspected() {
        Given given = received(20);
        given.and(new FileInboundNoticeDecision(), notice("ASN-2", OTHER_OWNER, line(STENT, 50)))
                .and(new ReceiveGoodsDecision(), receive("ASN-2", stents("L1", 30)))
                .and(new FileInboundNoticeDecision(), notice("ASN-3", OWNER, line(STENT, 9)))
                .and(new ReceiveGoodsDecision(), receive("ASN-3", stents("L1", 9)));

        var over =
                given.when(inspection, accept("ASN-1", STENT, "L1", 21))
                        .refused("over-inspection", InboundRejection.OverInspection.class);
        assertThat(over.waiting()).isEqualTo(20);
        given.when(inspection, accept("ASN-1", STENT, "L2", 1)).refused("nothing-to-inspect");
        given.when(inspection, accept("ASN-9", STENT, "L1", 1)).refused("unknown-notice");
    }

    @Test
    void pieces_with_serial_numbers_are_concluded_upon_in_the_order_of_receipt() {
        Given given =
                Park.open()
                        .and(new FileInboundNoticeDecision(), notice("ASN-1", OWNER, line(PUMP, 9)))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("Z")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("A")))
                        .and(new ReceiveGoodsDecision(), receive("ASN-1", pump("M")));

        var inspected =
                given.when(inspection, accept("ASN-1", PUMP, "P1", 2))
                        .accepted(GoodsInspected.class);

        assertThat(inspected.movements())
                .extracting(movement -> movement.serial())
                .containsExactly(new SerialNumber("Z"), new SerialNumber("A"));
    }
}
