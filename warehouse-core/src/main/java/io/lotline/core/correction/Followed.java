package io.lotline.core.correction;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Document;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.PromiseChange;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What has happened to an owner's lot in a place since an event: what came and went of goods that
/// are alike, and by whom. It costs what has happened there since. What was corrected meanwhile did
/// not happen.
record Followed(PMap<Alike, Flow> flows) {
    private static final Followed NOTHING = new Followed(HashTreePMap.empty());

    static final Book<Since, Followed> BOOK =
            Book.named("followed", 1, Since.class, Followed.class)
                    .placed(Since::about, _ -> NOTHING, Followed::after)
                    .since(Since::position)
                    .sized(
                            followed ->
                                    1
                                            + followed.flows().values().stream()
                                                    .mapToInt(flow -> flow.changes().size())
                                                    .sum());

    /// An owner's lot in a place, since a position.
    ///
    /// @param place a location, or where picked goods of an order stand
    record Since(long position, StockItem item, Place place) {
        private Criterion about() {
            return switch (place.kind()) {
                case LOCATION ->
                        Boundaries.of(Tags.stock(item, place.asLocation()))
                                .types(Boundaries.BIN_MOVES_AND_PROMISES);
                case ORDER, SUPPLIER, VEHICLE, CONSIGNEE, DESTROYED, LOST ->
                        Boundaries.of(Tags.order(new OrderId(place.id())))
                                .types(
                                        ItemChecked.class,
                                        ItemPacked.class,
                                        ItemLoaded.class,
                                        ItemPutBack.class,
                                        ShipmentDispatched.class,
                                        GoodsReturned.class,
                                        UnitHandled.class);
            };
        }
    }

    /// Goods in the place that differ in nothing.
    ///
    /// @param status null for picked goods
    record Alike(
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            @Nullable QualityStatus status) {}

    /// What came and went, in the log's order.
    record Flow(PVector<Change> changes) {
        static final Flow NONE = new Flow(TreePVector.empty());

        /// How many more there are now.
        long change() {
            return changes.stream().mapToLong(Change::moved).sum();
        }

        /// How many more there were at the worst: never more than none.
        long lowest() {
            long lowest = 0;
            long now = 0;
            for (Change change : changes) {
                now += change.moved();
                lowest = Math.min(lowest, now);
            }
            return lowest;
        }

        /// Who took from them.
        List<Dependant> takers() {
            return by(change -> change.moved() < 0);
        }

        /// Who handled them where they are, or promised them.
        List<Dependant> others() {
            return by(change -> change.moved() == 0);
        }

        private List<Dependant> by(Predicate<Change> which) {
            return changes.stream().filter(which).map(Change::by).filter(Objects::nonNull).toList();
        }

        private Flow plus(Change change) {
            return new Flow(changes.plus(change));
        }

        /// Without what was a mistake; what was one before all of this is less from the beginning.
        private Flow corrected(long wrong, long since, long moved) {
            if (wrong <= since) {
                return new Flow(changes.plus(0, new Change(since, moved, null)));
            }
            PVector<Change> left = changes;
            for (Change change : changes) {
                if (change.position() == wrong) {
                    left = left.minus(change);
                }
            }
            return new Flow(left);
        }
    }

    /// What an event did to the goods.
    ///
    /// @param by null for what only came
    record Change(long position, long moved, @Nullable Dependant by) {}

    Flow of(Alike goods) {
        return flows.getOrDefault(goods, Flow.NONE);
    }

    private static Followed after(
            Since since, Followed before, WarehouseEvent event, long position) {
        Followed now = before;
        if (since.place().kind() != Place.Kind.LOCATION) {
            for (Step.Goods goods : event.step().goods()) {
                if (goods.item().equals(since.item())
                        && event.step()
                                .documents(goods)
                                .contains(Document.of(new OrderId(since.place().id())))) {
                    now =
                            now.taken(
                                    new Alike(goods.serial(), null, null),
                                    event,
                                    position,
                                    event.step().documents(goods),
                                    goods.quantity());
                }
            }
            return now;
        }
        for (Movement m : event.movements()) {
            if (m.item().equals(since.item())) {
                Alike left = new Alike(m.serial(), m.expiryDate(), m.fromStatus());
                Alike came = new Alike(m.serial(), m.expiryDate(), m.toStatus());
                if (m.from().equals(since.place())) {
                    now = now.moved(left, since, event, position, -m.quantity());
                }
                if (m.to().equals(since.place())) {
                    now = now.moved(came, since, event, position, m.quantity());
                }
            }
        }
        for (PromiseChange change : PromiseChange.of(event)) {
            if (change.quantity() > 0
                    && change.item().equals(since.item())
                    && Place.location(change.location()).equals(since.place())) {
                now =
                        now.taken(
                                new Alike(
                                        change.serial(),
                                        change.expiryDate(),
                                        QualityStatus.QUALIFIED),
                                event,
                                position,
                                event.step().documents(),
                                change.quantity());
            }
        }
        return now;
    }

    private Followed moved(
            Alike goods, Since since, WarehouseEvent event, long position, int moved) {
        if (event instanceof EventCorrected undo) {
            return new Followed(
                    flows.plus(goods, of(goods).corrected(undo.wrong(), since.position(), moved)));
        }
        Dependant by =
                moved < 0
                        ? dependant(goods, event, position, event.step().documents(), -moved)
                        : null;
        return new Followed(flows.plus(goods, of(goods).plus(new Change(position, moved, by))));
    }

    private Followed taken(
            Alike goods, WarehouseEvent by, long position, List<Document> documents, int quantity) {
        Dependant taker = dependant(goods, by, position, documents, quantity);
        return new Followed(flows.plus(goods, of(goods).plus(new Change(position, 0, taker))));
    }

    private static Dependant dependant(
            Alike goods,
            WarehouseEvent event,
            long position,
            List<Document> documents,
            int quantity) {
        String stored = EventCatalogue.nameOf(event.getClass());
        return new Dependant(
                position,
                stored.substring(stored.indexOf('.') + 1),
                documents,
                goods.serial(),
                quantity);
    }

    /// Of picked goods: whoever checked, packed, loaded or sent some of this piece, or of those
    /// without serial numbers.
    Flow picked(@Nullable SerialNumber serial) {
        return of(new Alike(serial, null, null));
    }

    /// Whether goods of the lot have left since, whichever of them.
    record Departed(boolean any) {
        static final Book<Left, Departed> BOOK =
                Book.named("departed", 1, Left.class, Departed.class)
                        .placed(
                                left ->
                                        Boundaries.of(Tags.lot(left.item().di(), left.item().lot()))
                                                .types(ShipmentDispatched.class),
                                _ -> new Departed(false),
                                (left, departed, event, _) ->
                                        departed.any()
                                                ? departed
                                                : new Departed(
                                                        event instanceof ShipmentDispatched sent
                                                                && sent.loads().stream()
                                                                        .anyMatch(left::covers)))
                        .since(Left::position);
    }

    /// An owner's lot, or a piece of it, since a position.
    record Left(long position, StockItem item, @Nullable SerialNumber serial) {
        private boolean covers(Load load) {
            return load.item().equals(item)
                    && (serial == null || Objects.equals(serial, load.serial()));
        }
    }
}
