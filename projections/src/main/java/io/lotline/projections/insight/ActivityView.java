package io.lotline.projections.insight;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.engine.View;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what was done each day, for all owners and for each: counted as events come, so that
/// it costs the same at any size of the log. Days and hours are those of the park.
public final class ActivityView implements View<Activity> {
    public static final String NAME = "activity";
    private static final String EVERYBODY = "*";

    private final ZoneId zone;

    public ActivityView(ZoneId zone) {
        this.zone = zone;
    }

    /// The key of a day's document; a null owner means all.
    static String key(LocalDate day, @Nullable EnterpriseId owner) {
        return day + "/" + (owner == null ? EVERYBODY : owner.value());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Activity> documentType() {
        return Activity.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<EnterpriseId> owners = owners(recorded.event());
        if (owners == null) {
            return Set.of();
        }
        LocalDate day = LocalDate.ofInstant(recorded.at(), zone);
        Set<String> keys = new LinkedHashSet<>();
        keys.add(key(day, null));
        owners.forEach(owner -> keys.add(key(day, owner)));
        return keys;
    }

    /// Whose goods an event that counts is about; null for events that do not count.
    private static @Nullable Set<EnterpriseId> owners(WarehouseEvent event) {
        if (event instanceof GoodsReceived || event instanceof ItemPicked) {
            return Set.of(event.movements().getFirst().item().owner());
        }
        if (event instanceof ShipmentDispatched dispatched) {
            return owners(dispatched.loads());
        }
        if (event instanceof ShipmentDelivered delivered) {
            return owners(delivered.loads());
        }
        if (event instanceof StockHeld held) {
            EnterpriseId owner = held.scope().owner();
            return owner == null ? Set.of() : Set.of(owner);
        }
        return event instanceof RecallStarted ? Set.of() : null;
    }

    private static Set<EnterpriseId> owners(List<Load> loads) {
        Set<EnterpriseId> owners = new LinkedHashSet<>();
        loads.forEach(load -> owners.add(load.item().owner()));
        return owners;
    }

    @Override
    public @Nullable Activity fold(@Nullable Activity before, Recorded recorded, String key) {
        ZonedDateTime at = recorded.at().atZone(zone);
        String hour = "%02d".formatted(at.getHour());
        Activity activity = before == null ? Activity.none(at.toLocalDate().toString()) : before;
        WarehouseEvent event = recorded.event();
        if (event instanceof GoodsReceived received) {
            return activity.received(received.movement().quantity(), hour);
        }
        if (event instanceof ItemPicked picked) {
            return activity.picked(picked.movement().quantity(), hour);
        }
        if (event instanceof ShipmentDispatched dispatched) {
            return activity.dispatched(quantity(dispatched.loads(), key), hour);
        }
        if (event instanceof ShipmentDelivered) {
            return activity.delivered();
        }
        return event instanceof StockHeld ? activity.held() : activity.recalled();
    }

    private static long quantity(List<Load> loads, String key) {
        String owner = key.substring(key.indexOf('/') + 1);
        return loads.stream()
                .filter(
                        load ->
                                owner.equals(EVERYBODY)
                                        || owner.equals(load.item().owner().value()))
                .mapToLong(Load::quantity)
                .sum();
    }
}
