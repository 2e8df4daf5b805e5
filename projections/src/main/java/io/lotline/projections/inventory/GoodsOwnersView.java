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

    /// Somebody who has goods, or for null a stop that names them.
    private record Meeting(String of, @Nullable EnterpriseId owner) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<GoodsOwners> documentType() {
        return GoodsOwners.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("concerned", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return meetings.keys(recorded.event());
    }

    @Override
    public @Nullable GoodsOwners fold(@Nullable GoodsOwners owners, Recorded recorded, String key) {
        GoodsOwners folded = owners == null ? GoodsOwners.of(key) : owners;
        for (Meeting meeting : meetings.of(recorded.event(), key)) {
            folded = folded.with(meeting.owner());
        }
        return folded;
    }

    private static List<Meeting> meetings(WarehouseEvent event) {
        List<Meeting> meetings = new ArrayList<>();
        for (Movement m : event.movements()) {
            if (isNewHere(m.from().kind())) {
                Di di = m.item().di();
                EnterpriseId owner = m.item().owner();
                meet(meetings, di, null, null, owner);
                if (m.item().lot() != null) {
                    meet(meetings, di, m.item().lot(), null, owner);
                }
                if (m.serial() != null) {
                    meet(meetings, di, null, m.serial(), owner);
                }
            }
        }
        if (event instanceof StockHeld(var _, var scope, var _)) {
            meet(meetings, scope.di(), scope.lot(), scope.serial(), null);
        } else if (event instanceof RecallStarted recall) {
            recall.lots().forEach(lot -> meet(meetings, recall.di(), lot, null, null));
            recall.serials().forEach(serial -> meet(meetings, recall.di(), null, serial, null));
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
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable EnterpriseId owner) {
        meetings.add(new Meeting(StopScope.anchor(di, lot, serial), owner));
    }
}
