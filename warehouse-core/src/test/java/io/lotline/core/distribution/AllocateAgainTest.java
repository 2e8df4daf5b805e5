package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.allocate;
import static io.lotline.core.rules.Park.allocated;
import static io.lotline.core.rules.Park.hold;
import static io.lotline.core.rules.Park.lot;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.recall;
import static io.lotline.core.rules.Park.scope;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.Due;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocateAgainTest {
    private final AllocateAgainDecision again = new AllocateAgainDecision();

    private static AllocateAgain order(String id, LocalDate today) {
        return new AllocateAgain(new OrderId(id), today);
    }

    /// An order of six, promised four of L1 in bin A and two of L2 in bin B.
    private static Given promised() {
        Given given = Park.open();
        stock(given, OWNER, "L1", EXPIRY, BIN_A, 4);
        stock(given, OWNER, "L2", EXPIRY.plusDays(1), BIN_B, 2);
        return allocated(ordered(given, "SO-1", 6), "SO-1");
    }

    @Test
    void recalled_goods_are_replaced_from_another_lot_in_the_same_commit() {
        Given given = promised();
        stock(given, OWNER, "L3", EXPIRY.plusDays(2), BIN_B, 9);
        given.and(recall("R-1", STENT, "L1"));

        List<WarehouseEvent> events = given.when(again, order("SO-1", TODAY)).accepted();

        PromisesBroken broken = (PromisesBroken) events.getFirst();
        assertThat(broken.adjustment()).isNull();
        assertThat(broken.released())
                .singleElement()
                .satisfies(
                        promise -> {
                            assertThat(promise.item().lot()).isEqualTo(lot("L1"));
                            assertThat(promise.quantity()).isEqualTo(4);
                        });
        OrderAllocated allocated = (OrderAllocated) events.getLast();
        assertThat(allocated.shortages()).isEmpty();
        assertThat(allocated.allocations())
                .extracting(promise -> promise.item().lot(), Allocation::quantity)
                .containsExactly(tuple(lot("L2"), 2), tuple(lot("L3"), 4));
        assertThat(allocated.due())
                .singleElement()
                .extracting(Due::effect, Due::quantity)
                .containsExactly(Due.Effect.IS, 0);
        given.when(again, order("SO-1", TODAY)).changesNothing();
    }

    @Test
    void what_is_not_there_stays_work_of_the_order_and_names_the_line() {
        Given given = promised();
        stock(given, OWNER, "L3", EXPIRY.plusDays(2), BIN_B, 1);
        given.and(hold("H-1", scope(STENT, "L1")));

        List<WarehouseEvent> events = given.when(again, order("SO-1", TODAY)).accepted();

        Due opened = events.getFirst().due().getFirst();
        assertThat(opened.effect().after(0, opened.quantity())).isEqualTo(4);
        Due left = events.getLast().due().getFirst();
        assertThat(left.effect().after(4, left.quantity())).isEqualTo(3);
        assertThat(left.what()).endsWith(": 3");
        given.when(again, order("SO-1", TODAY)).changesNothing();
        given.when(new AllocateOrderDecision(), allocate("SO-1")).changesNothing();
    }

    @Test
    void expired_goods_are_promised_no_longer_and_others_stay_as_they_are() {
        List<WarehouseEvent> events =
                promised().when(again, order("SO-1", EXPIRY.plusDays(1))).accepted();
        assertThat(((PromisesBroken) events.getFirst()).released())
                .extracting(promise -> promise.item().lot())
                .containsExactly(lot("L1"));
        assertThat(((OrderAllocated) events.getLast()).allocations())
                .extracting(promise -> promise.item().lot())
                .containsExactly(lot("L2"));
    }

    @Test
    void an_order_whose_goods_may_leave_is_left_alone() {
        Given given = promised();
        given.and(recall("R-1", STENT, "L9"));
        given.when(again, order("SO-1", TODAY)).changesNothing();
        given.when(again, order("SO-9", TODAY)).refused("unknown-order");
    }
}
