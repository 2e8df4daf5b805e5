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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The view in which owners meet what stops their goods, by device, lot and piece: an event about
/// goods knows no holds, and a hold no owners.
public final class GoodsOwnersView implements View<GoodsOwners> {
    public static final String NAME = "goods-owners";

    private final ByKey<Meeting> meetings = new ByKey<>(GoodsOwnersView::meetings, Meeting::of);

    /// What becomes of what is known of some goods.
    private record Meeting(String of, UnaryOperator<GoodsOwners> change) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    /// Version 1 does not say to whom goods were delivered.
    @Override
    public int readsFrom() {
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
            folded = meeting.change().apply(folded);
        }
        return folded;
    }

    private static List<Meeting> meetings(WarehouseEvent event) {
        List<Meeting> meetings = new ArrayList<>();
        for (Movement m : event.movements()) {
            Di di = m.item().di();
            if (isNewHere(m.from().kind())) {
                EnterpriseId owner = m.item().owner();
                meet(meetings, di, null, null, goods -> goods.ownedBy(owner));
                ofPieces(meetings, m, goods -> goods.ownedBy(owner));
            }
            if (m.to().kind() == Place.Kind.CONSIGNEE) {
                EnterpriseId consignee = new EnterpriseId(m.to().id());
                ofPieces(meetings, m, goods -> goods.deliveredTo(consignee));
            }
        }
        if (event instanceof StockHeld(var _, var scope, var _)) {
            meet(meetings, scope.di(), scope.lot(), scope.serial(), GoodsOwners::held);
        } else if (event instanceof RecallStarted recall) {
            recall.lots()
                    .forEach(
                            lot ->
                                    meet(
                                            meetings,
                                            recall.di(),
                                            lot,
                                            null,
                                            GoodsOwners::underRecall));
            recall.serials()
                    .forEach(
                            serial ->
                                    meet(
                                            meetings,
                                            recall.di(),
                                            null,
                                            serial,
                                            GoodsOwners::underRecall));
        }
        return meetings;
    }

    private static boolean isNewHere(Place.Kind from) {
        return switch (from) {
            case SUPPLIER, DESTROYED, LOST -> true;
            case LOCATION, ORDER, VEHICLE, CONSIGNEE -> false;
        };
    }

    private static void ofPieces(
            List<Meeting> meetings, Movement m, UnaryOperator<GoodsOwners> change) {
        if (m.item().lot() != null) {
            meet(meetings, m.item().di(), m.item().lot(), null, change);
        }
        if (m.serial() != null) {
            meet(meetings, m.item().di(), null, m.serial(), change);
        }
    }

    private static void meet(
            List<Meeting> meetings,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            UnaryOperator<GoodsOwners> change) {
        meetings.add(new Meeting(StopScope.anchor(di, lot, serial), change));
    }
}
