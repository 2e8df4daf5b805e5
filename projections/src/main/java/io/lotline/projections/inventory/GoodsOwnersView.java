package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view in which owners meet what stops their goods, by device, lot and piece: an event about
/// goods knows no holds, and a hold no owners.
public final class GoodsOwnersView implements View<GoodsOwners> {
    public static final String NAME = "goods-owners";

    private final ByKey<Meeting> meetings = new ByKey<>(GoodsOwnersView::meetings, Meeting::of);

    /// Somebody who has goods or gets some, or a stop that names them.
    private record Meeting(
            String of, @Nullable EnterpriseId owner, @Nullable EnterpriseId consignee) {
        GoodsOwners in(GoodsOwners owners) {
            if (owner != null) {
                return owners.with(owner);
            }
            return consignee != null ? owners.deliveredTo(consignee) : owners.stopped();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Version 1 did not know to whom goods were delivered.
    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<GoodsOwners> documentType() {
        return GoodsOwners.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("concerned", "_id"), List.of("reached", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return meetings.keys(recorded.event());
    }

    @Override
    public @Nullable GoodsOwners fold(@Nullable GoodsOwners owners, Recorded recorded, String key) {
        GoodsOwners folded = owners == null ? GoodsOwners.of(key) : owners;
        for (Meeting meeting : meetings.of(recorded.event(), key)) {
            folded = meeting.in(folded);
        }
        return folded;
    }

    private static List<Meeting> meetings(WarehouseEvent event) {
        List<Meeting> meetings = new ArrayList<>();
        for (Movement m : event.movements()) {
            if (isNewHere(m.from().kind())) {
                meet(meetings, m, m.item().owner(), null);
            }
            if (m.to().kind() == Place.Kind.CONSIGNEE) {
                meet(meetings, m, null, new EnterpriseId(m.to().id()));
            }
        }
        if (event instanceof StockHeld(var _, var scope, var _)) {
            meetings.add(stop(scope.di(), scope.lot(), scope.serial()));
        } else if (event instanceof RecallStarted recall) {
            recall.lots().forEach(lot -> meetings.add(stop(recall.di(), lot, null)));
            recall.serials().forEach(serial -> meetings.add(stop(recall.di(), null, serial)));
        }
        return meetings;
    }

    private static boolean isNewHere(Place.Kind from) {
        return switch (from) {
            case SUPPLIER, DESTROYED, LOST -> true;
            case LOCATION, ORDER, VEHICLE, CONSIGNEE -> false;
        };
    }

    private static void meet(
            List<Meeting> meetings,
            Movement m,
            @Nullable EnterpriseId owner,
            @Nullable EnterpriseId consignee) {
        Di di = m.item().di();
        meetings.add(new Meeting(StopScope.anchor(di, null, null), owner, consignee));
        if (m.item().lot() != null) {
            meetings.add(new Meeting(StopScope.anchor(di, m.item().lot(), null), owner, consignee));
        }
        if (m.serial() != null) {
            meetings.add(new Meeting(StopScope.anchor(di, null, m.serial()), owner, consignee));
        }
    }

    private static Meeting stop(Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        return new Meeting(StopScope.anchor(di, lot, serial), null, null);
    }
}
