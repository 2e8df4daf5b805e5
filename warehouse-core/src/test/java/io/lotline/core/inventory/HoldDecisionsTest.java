package io.lotline.core.inventory;

import io.lotline.core.axon.Given;
import io.lotline.core.axon.SampleEvents;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldDecisionsTest {
    private static final DeviceRegistered DEVICE = SampleEvents.device();
    private static final HoldId HOLD = new HoldId("H-1");
    private static final HoldScope SCOPE =
            new HoldScope(DEVICE.di(), new LotNumber("L1"), null, null, null);
    private static final HoldStock STOP = new HoldStock(HOLD, SCOPE, "torn boxes", true);
    private static final StockHeld HELD = new StockHeld(HOLD, SCOPE, "torn boxes");
    private static final HoldReleased RELEASED = new HoldReleased(HOLD, SCOPE);

    @Test
    void stock_is_held_also_before_it_comes() {
        Given.events(DEVICE).when(STOP).thenEvents(HELD);
    }

    @Test
    void the_same_hold_again_changes_nothing() {
        Given.events(DEVICE, HELD).when(STOP).thenNothing();
    }

    @Test
    void a_hold_is_never_changed() {
        Given.events(DEVICE, HELD)
                .when(new HoldStock(HOLD, SCOPE, "wet boxes", true))
                .thenRefused(new DocumentExists("hold", "H-1"));
    }

    @Test
    void an_unknown_device_cannot_be_held() {
        Given.nothing().when(STOP).thenRefused(new SharedRejection.UnknownDevice(DEVICE.di()));
    }

    @Test
    void a_hold_is_released_once() {
        Given.events(DEVICE, HELD).when(new ReleaseHold(HOLD, null)).thenEvents(RELEASED);
        Given.events(DEVICE, HELD, RELEASED).when(new ReleaseHold(HOLD, null)).thenNothing();
    }

    @Test
    void a_hold_on_a_bin_is_released_by_who_works_there() {
        HoldScope bin = new HoldScope(DEVICE.di(), new LotNumber("L1"), null, "W1/A1", null);
        StockHeld held = new StockHeld(HOLD, bin, "damp");
        Given.events(DEVICE, held)
                .when(new ReleaseHold(HOLD, Set.of(new WarehouseId("W2"))))
                .thenRefused(new HoldRejection.UnknownHold(HOLD));
        Given.events(DEVICE, held)
                .when(new ReleaseHold(HOLD, Set.of(new WarehouseId("W1"))))
                .thenEvents(new HoldReleased(HOLD, bin));
        Given.events(DEVICE, HELD)
                .when(new ReleaseHold(HOLD, Set.of(new WarehouseId("W2"))))
                .thenEvents(RELEASED);
    }

    @Test
    void a_hold_on_a_bin_is_released_by_those_who_work_in_its_warehouse() {
        HoldScope bin = new HoldScope(DEVICE.di(), null, null, "W1/A1", null);
        StockHeld held = new StockHeld(HOLD, bin, "damp");
        Given.events(DEVICE, held)
                .when(new ReleaseHold(HOLD, Set.of(new WarehouseId("W2"))))
                .thenRefused(new HoldRejection.UnknownHold(HOLD));
        Given.events(DEVICE, held)
                .when(new ReleaseHold(HOLD, Set.of(new WarehouseId("W2"), new WarehouseId("W1"))))
                .thenEvents(new HoldReleased(HOLD, bin));
        Given.events(DEVICE, held)
                .when(new ReleaseHold(HOLD))
                .thenEvents(new HoldReleased(HOLD, bin));
        Given.events(DEVICE, HELD)
                .when(new ReleaseHold(HOLD, Set.of(new WarehouseId("W2"))))
                .thenEvents(RELEASED);
    }

    @Test
    void an_unknown_hold_cannot_be_released() {
        Given.nothing()
                .when(new ReleaseHold(HOLD, null))
                .thenRefused(new HoldRejection.UnknownHold(HOLD));
    }
}
