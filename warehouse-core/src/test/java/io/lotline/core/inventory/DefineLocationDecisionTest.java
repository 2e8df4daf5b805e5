package io.lotline.core.inventory;

import io.lotline.core.axon.Given;
import io.lotline.core.axon.SampleEvents;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class DefineLocationDecisionTest {
    private static final Location BIN = Location.of("W1", "A-1");
    private static final Location DOCK = Location.of("W1", "DOCK");

    private static DefineLocation define(Zone zone) {
        return new DefineLocation(BIN, zone, null, null, 100);
    }

    private static LocationDefined defined(Zone zone) {
        return new LocationDefined(BIN, zone, null, null, 100);
    }

    private static Movement movement(Location from, Location to, int quantity) {
        return Movement.of(
                SampleEvents.item(),
                null,
                null,
                quantity,
                Place.location(from),
                Place.location(to),
                QualityStatus.QUALIFIED);
    }

    @Test
    void a_location_is_defined_and_the_same_again_changes_nothing() {
        Given.nothing().when(define(Zone.QUALIFIED)).thenEvents(defined(Zone.QUALIFIED));
        Given.events(defined(Zone.QUALIFIED)).when(define(Zone.QUALIFIED)).thenNothing();
    }

    @Test
    void an_empty_location_changes_its_zone() {
        Given.events(
                        defined(Zone.QUALIFIED),
                        new GoodsPutAway(null, movement(DOCK, BIN, 3), SampleEvents.scan()),
                        new GoodsMoved(movement(BIN, DOCK, 3), SampleEvents.scan()))
                .when(define(Zone.NON_CONFORMING))
                .thenEvents(defined(Zone.NON_CONFORMING));
    }

    @Test
    void a_location_that_holds_goods_keeps_its_zone() {
        Given.events(
                        defined(Zone.QUALIFIED),
                        new GoodsPutAway(null, movement(DOCK, BIN, 3), SampleEvents.scan()))
                .when(define(Zone.NON_CONFORMING))
                .thenRefused(
                        new LocationRejection.LocationInUse(
                                BIN, Zone.QUALIFIED, Zone.NON_CONFORMING, 3));
    }

    @Test
    void a_location_that_holds_goods_may_change_its_temperature() {
        Given.events(
                        defined(Zone.QUALIFIED),
                        new GoodsPutAway(null, movement(DOCK, BIN, 3), SampleEvents.scan()))
                .when(new DefineLocation(BIN, Zone.QUALIFIED, BigDecimal.TWO, BigDecimal.TEN, 100))
                .thenEvents(
                        new LocationDefined(
                                BIN, Zone.QUALIFIED, BigDecimal.TWO, BigDecimal.TEN, 100));
    }

    @Test
    void a_temperature_range_goes_upwards() {
        Given.nothing()
                .when(new DefineLocation(BIN, Zone.QUALIFIED, BigDecimal.TEN, BigDecimal.TWO, null))
                .thenRefused("temperature-range-reversed");
    }
}
