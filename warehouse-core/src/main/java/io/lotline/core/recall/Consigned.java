package io.lotline.core.recall;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What left the warehouse of a lot, or of a piece, or is about to: so much is picked, so much is
/// on vehicles, so much was delivered to each consignee, and so much of that came back.
///
/// @param lot     that of the piece; null where it has none, and for a lot itself
/// @param picked  for orders, and on no vehicle yet
/// @param onBoard of vehicles
/// @param handed  by consignee
record Consigned(
        @Nullable LotNumber lot, long picked, long onBoard, PMap<EnterpriseId, Handed> handed) {
    private static final Consigned NOTHING = new Consigned(null, 0, 0, HashTreePMap.empty());

    static final Book<Goods, Consigned> BOOK =
            Book.named("consigned", 2, Goods.class, Consigned.class)
                    .ruled(
                            goods ->
                                    Boundaries.of(
                                                    goods.serial() == null
                                                            ? Tags.lot(goods.di(), goods.lot())
                                                            : Tags.serial(
                                                                    goods.di(), goods.serial()))
                                            .types(Boundaries.MOVES),
                            _ -> NOTHING,
                            (goods, consigned, event) -> consigned.after(goods, event))
                    .sized(consigned -> 1 + consigned.handed().size());

    /// A lot of a device, or a piece.
    record Goods(Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        private boolean covers(StockItem item, @Nullable SerialNumber piece) {
            return item.di().equals(di)
                    && (serial == null
                            ? lot != null && lot.equals(item.lot())
                            : serial.equals(piece));
        }
    }

    /// @param delivered ever
    /// @param back      of these
    record Handed(int delivered, int back) {
        static final Handed NOTHING = new Handed(0, 0);

        Handed plus(Handed more) {
            return new Handed(delivered + more.delivered, back + more.back);
        }
    }

    /// What a consignee had of all that a recall names.
    static Handed of(Books books, RecallStarted recall, EnterpriseId to) {
        return ofAll(books, recall).handed().getOrDefault(to, Handed.NOTHING);
    }

    /// What left of all that a recall names. A piece of a recalled lot counts once.
    static Consigned ofAll(Books books, RecallStarted recall) {
        Set<Goods> goods = new LinkedHashSet<>();
        recall.lots().forEach(lot -> goods.add(new Goods(recall.di(), lot, null)));
        recall.serials().forEach(serial -> goods.add(new Goods(recall.di(), null, serial)));
        Consigned all = NOTHING;
        for (var each : books.openAll(BOOK, goods).entrySet()) {
            Consigned consigned = each.getValue();
            boolean counted =
                    each.getKey().serial() != null
                            && consigned.lot() != null
                            && recall.lots().contains(consigned.lot());
            if (!counted) {
                all = all.plus(consigned);
            }
        }
        return all;
    }

    private Consigned plus(Consigned more) {
        PMap<EnterpriseId, Handed> sum = handed;
        for (var each : more.handed.entrySet()) {
            sum = plus(sum, each.getKey(), each.getValue());
        }
        return new Consigned(null, picked + more.picked, onBoard + more.onBoard, sum);
    }

    private Consigned after(Goods goods, WarehouseEvent event) {
        Consigned now = this;
        for (Movement m : event.movements()) {
            if (goods.covers(m.item(), m.serial())) {
                now = now.moved(goods, m);
            }
        }
        return now;
    }

    private Consigned moved(Goods goods, Movement m) {
        @Nullable LotNumber of = goods.serial() == null ? null : m.item().lot();
        return new Consigned(of, picked, onBoard, handed)
                .booked(m.from(), -m.quantity())
                .booked(m.to(), m.quantity());
    }

    private Consigned booked(Place place, int quantity) {
        return switch (place.kind()) {
            case ORDER -> new Consigned(lot, picked + quantity, onBoard, handed);
            case VEHICLE -> new Consigned(lot, picked, onBoard + quantity, handed);
            case CONSIGNEE ->
                    new Consigned(
                            lot,
                            picked,
                            onBoard,
                            plus(
                                    handed,
                                    new EnterpriseId(place.id()),
                                    new Handed(Math.max(quantity, 0), Math.max(-quantity, 0))));
            case SUPPLIER, LOCATION, DESTROYED, LOST -> this;
        };
    }

    private static PMap<EnterpriseId, Handed> plus(
            PMap<EnterpriseId, Handed> all, EnterpriseId consignee, Handed more) {
        return all.plus(consignee, all.getOrDefault(consignee, Handed.NOTHING).plus(more));
    }
}
