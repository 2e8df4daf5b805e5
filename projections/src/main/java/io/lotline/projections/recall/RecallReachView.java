package io.lotline.projections.recall;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.engine.View;
import io.lotline.projections.recall.ReachDocument.Handed;
import io.lotline.projections.recall.ReachDocument.Sums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view that a recall's reach is answered from: of each owner's goods of every lot, and of
/// every piece, how many are where. It is kept for all goods, because nobody knows what will be
/// recalled.
public final class RecallReachView implements View<ReachDocument> {
    public static final String NAME = "recall-reach";

    /// The last event's, because the engine asks for its keys and then for each of its documents.
    private volatile @Nullable Changes last;

    private record Changes(Recorded recorded, Map<String, ReachDocument> byKey) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    /// The documents of the first do not know what is on its way out.
    @Override
    public int readsFrom() {
        return 2;
    }

    @Override
    public Class<ReachDocument> documentType() {
        return ReachDocument.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("of", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return changes(recorded).keySet();
    }

    @Override
    public @Nullable ReachDocument fold(
            @Nullable ReachDocument document, Recorded recorded, String key) {
        ReachDocument change = changes(recorded).get(key);
        if (change == null) {
            return document;
        }
        ReachDocument folded = document == null ? change : document.plus(change);
        return folded.isEmpty() ? null : folded;
    }

    private Map<String, ReachDocument> changes(Recorded recorded) {
        Changes known = last;
        if (known == null || known.recorded() != recorded) {
            known = new Changes(recorded, changesOf(recorded));
            last = known;
        }
        return known.byKey();
    }

    private static Map<String, ReachDocument> changesOf(Recorded recorded) {
        Map<String, ReachDocument> changes = new LinkedHashMap<>();
        moved(recorded.event())
                .forEach((goods, moved) -> moved.addTo(changes, goods, recorded.position()));
        return changes;
    }

    /// One owner's goods of a lot, or one piece.
    private record Goods(StockItem item, @Nullable SerialNumber serial) {}

    private static Map<Goods, Moved> moved(WarehouseEvent event) {
        Map<Goods, Moved> all = new LinkedHashMap<>();
        for (Movement m : event.movements()) {
            for (Moved moved : of(all, m.item(), m.serial())) {
                moved.book(m.from(), -m.quantity());
                moved.book(m.to(), m.quantity());
            }
        }
        if (event instanceof ShipmentDispatched dispatched) {
            load(all, dispatched.loads(), 1);
        } else if (event instanceof ShipmentDelivered delivered) {
            load(all, delivered.loads(), -1);
        } else if (event instanceof GoodsRefused refused) {
            load(all, refused.loads(), -1);
        }
        return all;
    }

    private static void load(Map<Goods, Moved> all, List<Load> loads, int sign) {
        for (Load load : loads) {
            Handed onBoard = new Handed((long) sign * load.quantity(), 0, 0);
            for (Moved moved : of(all, load.item(), load.serial())) {
                moved.handed.merge(load.consignee(), onBoard, Handed::plus);
            }
        }
    }

    /// Goods without a lot are recalled by the piece only.
    private static List<Moved> of(
            Map<Goods, Moved> all, StockItem item, @Nullable SerialNumber serial) {
        List<Moved> moved = new ArrayList<>(2);
        if (item.lot() != null) {
            moved.add(all.computeIfAbsent(new Goods(item, null), _ -> new Moved()));
        }
        if (serial != null) {
            moved.add(all.computeIfAbsent(new Goods(item, serial), _ -> new Moved()));
        }
        return moved;
    }

    /// What an event does to some goods.
    private static final class Moved {
        private final Map<Location, Long> located = new LinkedHashMap<>();
        private final Map<Place, Long> underway = new LinkedHashMap<>();
        private final Map<EnterpriseId, Handed> handed = new LinkedHashMap<>();
        private Sums sums = Sums.NONE;

        void book(Place place, long quantity) {
            switch (place.kind()) {
                case SUPPLIER -> add(new Sums(-quantity, 0, 0, 0, 0, 0));
                case LOCATION -> {
                    add(new Sums(0, quantity, 0, 0, 0, 0));
                    located.merge(place.asLocation(), quantity, Long::sum);
                }
                case ORDER -> {
                    add(new Sums(0, 0, quantity, 0, 0, 0));
                    underway.merge(place, quantity, Long::sum);
                }
                case VEHICLE -> {
                    add(new Sums(0, 0, 0, quantity, 0, 0));
                    underway.merge(place, quantity, Long::sum);
                }
                case CONSIGNEE -> {
                    long there = Math.max(quantity, 0);
                    long back = Math.max(-quantity, 0);
                    add(new Sums(0, 0, 0, 0, there, back));
                    handed.merge(
                            new EnterpriseId(place.id()), new Handed(0, there, back), Handed::plus);
                }
                case DESTROYED, LOST -> {}
            }
        }

        private void add(Sums more) {
            sums = sums.plus(more);
        }

        void addTo(Map<String, ReachDocument> changes, Goods goods, long position) {
            StockItem item = goods.item();
            SerialNumber serial = goods.serial();
            located.values().removeIf(quantity -> quantity == 0);
            underway.values().removeIf(quantity -> quantity == 0);
            if (serial == null) {
                changes.put(ReachKeys.sums(item, null), ReachDocument.ofLot(item, sums));
                located.forEach(
                        (at, quantity) ->
                                changes.put(
                                        ReachKeys.located(item, at),
                                        ReachDocument.there(quantity)));
                underway.forEach(
                        (at, quantity) ->
                                changes.put(
                                        ReachKeys.underway(item, at),
                                        ReachDocument.there(quantity)));
                handed.forEach(
                        (consignee, more) ->
                                changes.put(
                                        ReachKeys.consigned(item, consignee),
                                        ReachDocument.consigned(more)));
                returned(changes, goods, null, sums.back(), position);
            } else {
                changes.put(
                        ReachKeys.sums(item, serial),
                        ReachDocument.ofPiece(item, serial, sums, located, underway, handed));
            }
            handed.forEach(
                    (consignee, more) ->
                            returned(changes, goods, consignee, more.back(), position));
        }

        private static void returned(
                Map<String, ReachDocument> changes,
                Goods goods,
                @Nullable EnterpriseId consignee,
                long back,
                long position) {
            if (back != 0) {
                for (ReturnSums.Entry entry : ReturnSums.at(position)) {
                    changes.put(
                            ReachKeys.returned(
                                    goods.item(), goods.serial(), consignee, entry.block()),
                            ReachDocument.returned(entry.slot(), back));
                }
            }
        }
    }
}
