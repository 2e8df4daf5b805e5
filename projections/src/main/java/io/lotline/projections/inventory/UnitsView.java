package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Handling;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Place;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.engine.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the logistic units, by SSCC.
public final class UnitsView implements View<Unit> {
    public static final String NAME = "units";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<Unit> documentType() {
        return Unit.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<String> keys = new LinkedHashSet<>();
        WarehouseEvent event = recorded.event();
        if (event instanceof GoodsReceived received) {
            add(keys, received.container());
        } else if (event instanceof EventCorrected wrong
                && wrong.kind() == CorrectionEvent.Kind.RECEIPT) {
            add(keys, wrong.about().container());
        } else if (event instanceof ItemPacked packed) {
            add(keys, packed.container());
        } else if (event instanceof ItemUnpacked unpacked) {
            add(keys, unpacked.container());
        } else if (event instanceof UnitPacked packed) {
            add(keys, packed.unit());
            add(keys, packed.container());
            add(keys, packed.outOf());
        } else if (event instanceof UnitHandled handled) {
            add(keys, handled.unit());
            add(keys, handled.outOf());
            handled.within().forEach(unit -> add(keys, unit));
        } else if (event instanceof ShipmentDispatched left) {
            addAll(keys, left.units());
        } else if (event instanceof ShipmentDelivered delivered) {
            addAll(keys, delivered.units());
        }
        return keys;
    }

    private static void add(Set<String> keys, @Nullable Sscc unit) {
        if (unit != null) {
            keys.add(unit.value());
        }
    }

    private static void addAll(Set<String> keys, @Nullable List<Sscc> units) {
        if (units != null) {
            units.forEach(unit -> keys.add(unit.value()));
        }
    }

    @Override
    public @Nullable Unit fold(@Nullable Unit before, Recorded recorded, String key) {
        Sscc sscc = new Sscc(key);
        Unit unit = before == null ? Unit.born(sscc) : before;
        WarehouseEvent event = recorded.event();
        if (event instanceof GoodsReceived received) {
            return unit.at(received.movement().to(), null)
                    .plus(received.movement().quantity())
                    .in(UnitState.CLOSED);
        }
        if (event instanceof EventCorrected wrong) {
            return unit.without(wrong.movements().stream().mapToLong(Movement::quantity).sum());
        }
        if (event instanceof ItemPacked packed) {
            return unit.at(Place.order(packed.order()), warehouse(packed.scan()))
                    .plus(packed.goods().quantity())
                    .in(UnitState.OPEN);
        }
        if (event instanceof ItemUnpacked unpacked) {
            return unit.less(null, unpacked.goods().quantity(), StockAsOf.happenedAt(recorded));
        }
        if (event instanceof UnitPacked packed) {
            return packed(unit, packed, recorded);
        }
        if (event instanceof UnitHandled handled) {
            return handled(unit, handled, recorded);
        }
        if (event instanceof ShipmentDispatched left) {
            return unit.at(Place.vehicle(left.shipment()), null).in(UnitState.SHIPPED);
        }
        return event instanceof ShipmentDelivered delivered
                ? unit.at(Place.consignee(delivered.consignee()), null).in(UnitState.DELIVERED)
                : before;
    }

    private static @Nullable WarehouseId warehouse(Scan scan) {
        return scan.warehouse();
    }

    private static Unit packed(Unit before, UnitPacked event, Recorded recorded) {
        Unit unit = before;
        if (unit.sscc().equals(event.unit())) {
            unit = unit.within(event.container());
        }
        if (unit.sscc().equals(event.outOf())) {
            unit = unit.less(event.unit(), 0, StockAsOf.happenedAt(recorded));
        }
        if (unit.sscc().equals(event.container())) {
            unit =
                    unit.with(event.unit())
                            .at(event.place(), warehouse(event.scan()))
                            .in(UnitState.OPEN);
        }
        return unit;
    }

    private static Unit handled(Unit before, UnitHandled event, Recorded recorded) {
        if (before.sscc().equals(event.outOf())) {
            return before.less(event.unit(), 0, StockAsOf.happenedAt(recorded));
        }
        Unit unit = before.at(event.place(), warehouse(event.scan()));
        if (unit.sscc().equals(event.unit()) && event.outOf() != null) {
            unit = unit.within(null);
        }
        return event.handling() == Handling.COUNT ? unit : unit.in(UnitState.CLOSED);
    }
}
