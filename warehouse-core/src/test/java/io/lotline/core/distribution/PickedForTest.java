package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A piece with a serial number is loaded and unloaded through the order that has it.
class PickedForTest {
    private final LoadItemDecision loading = new LoadItemDecision();
    private final UnloadItemDecision unloading = new UnloadItemDecision();
    private final PickItemDecision picking = new PickItemDecision();
    private final CheckItemDecision checking = new CheckItemDecision();

    /// SO-1 has S1 and SO-2 has S2, both checked and on SH-1; SO-3 has S3 and is on none.
    private Given shipment() {
        Given given = pumps(Park.open(), BIN_A, "S1", "S2", "S3");
        for (int i = 1; i <= 3; i++) {
            given =
                    given.and(
                                    new PlaceOrderDecision(),
                                    order("SO-" + i, HOSPITAL, wanted("1", PUMP, 1)))
                            .and(picking, pick("SO-" + i, BIN_A, pump("S" + i)))
                            .and(checking, check("SO-" + i, pump("S" + i)));
        }
        return planned(given, "SH-1", "SO-1", "SO-2");
    }

    private static LoadItem load(String serial) {
        return new LoadItem(new ShipmentId("SH-1"), W1, pump(serial), TODAY);
    }

    private static UnloadItem unload(String serial) {
        return new UnloadItem(new ShipmentId("SH-1"), W1, pump(serial));
    }

    @Test
    void it_goes_on_and_off_for_the_order_that_has_it() {
        Given given = shipment();
        given.when(unloading, unload("S2")).refused("not-loaded");
        assertThat(given.when(loading, load("S2")).accepted(ItemLoaded.class).order())
                .isEqualTo(new OrderId("SO-2"));
        given.when(loading, load("S2")).refused("over-load");
        assertThat(given.when(unloading, unload("S2")).accepted(ItemUnloaded.class).order())
                .isEqualTo(new OrderId("SO-2"));
        assertThat(given.when(loading, load("S2")).accepted(ItemLoaded.class).order())
                .isEqualTo(new OrderId("SO-2"));
    }

    @Test
    void a_piece_of_no_order_of_the_shipment_is_not_on_it() {
        Given given = shipment();
        given.when(loading, load("S3")).refused("not-on-shipment");
        given.when(loading, load("S4")).refused("not-on-shipment");
        given.when(unloading, unload("S3")).refused("not-loaded");
    }

    @Test
    void the_shipments_other_orders_are_not_opened() {
        Set<Tag> opened =
                shipment().boundary(loading, load("S2")).alternatives().stream()
                        .map(Criterion::tags)
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
        assertThat(opened)
                .contains(
                        Tags.order(new OrderId("SO-2")), Tags.serial(PUMP, new SerialNumber("S2")))
                .doesNotContain(Tags.order(new OrderId("SO-1")));
    }
}
