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
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"W1/A-01, W1/a-01", "W1/dock, W1/Dock", "W1/A-01, w1/A-01", "W1/x.Y_z, W1/X.y_Z"})
    void a_location_that_looks_like_another_is_refused_naming_it(String known, String id) {
        Location first = Location.parse(known);
        Location other = Location.parse(id);
        DefineLocation command = new DefineLocation(other, Zone.QUALIFIED, null, null, null);
        LocationDefined there = new LocationDefined(first, Zone.QUALIFIED, null, null, null);
        Given.events(there)
                .when(command)
                .thenRefused(new LocationRejection.LocationLooksAlike(other, List.of(first)));
        // one that is there already may be changed
        Given.events(there, command.file())
                .when(new DefineLocation(other, Zone.RETURNS, null, null, null))
                .thenEvents(new LocationDefined(other, Zone.RETURNS, null, null, null));
        // and in another warehouse it is another one
        Given.events(
                        new LocationDefined(
                                new Location(new WarehouseId("W2"), first.id()),
                                Zone.QUALIFIED,
                                null,
                                null,
                                null))
                .when(command)
                .thenEvents(command.file());
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
