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

/// What consignees had of a lot, or of a piece: so much was delivered to each, and so much of it
/// came back.
///
/// @param lot     that of the piece; null where it has none, and for a lot itself
/// @param handed  by consignee
record Consigned(@Nullable LotNumber lot, PMap<EnterpriseId, Handed> handed) {

    static final Book<Goods, Consigned> BOOK =
            Book.named("consigned", 1, Goods.class, Consigned.class)
                    .ruled(
                            goods ->
                                    Boundaries.of(
                                                    goods.serial() == null
                                                            ? Tags.lot(goods.di(), goods.lot())
                                                            : Tags.serial(
                                                                    goods.di(), goods.serial()))
                                            .types(Boundaries.MOVES),
                            _ -> new Consigned(null, HashTreePMap.empty()),
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

    /// What a consignee had of all that a recall names. A piece of a recalled lot counts once.
    static Handed of(Books books, RecallStarted recall, EnterpriseId to) {
        Set<Goods> goods = new LinkedHashSet<>();
        recall.lots().forEach(lot -> goods.add(new Goods(recall.di(), lot, null)));
        recall.serials().forEach(serial -> goods.add(new Goods(recall.di(), null, serial)));
        Handed all = Handed.NOTHING;
        for (var each : books.openAll(BOOK, goods).entrySet()) {
            Consigned consigned = each.getValue();
            boolean counted =
                    each.getKey().serial() != null
                            && consigned.lot() != null
                            && recall.lots().contains(consigned.lot());
            if (!counted) {
                all = all.plus(consigned.handed().getOrDefault(to, Handed.NOTHING));
            }
        }
        return all;
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
        PMap<EnterpriseId, Handed> now = handed;
        if (m.to().kind() == Place.Kind.CONSIGNEE) {
            now = plus(now, m.to(), new Handed(m.quantity(), 0));
        }
        if (m.from().kind() == Place.Kind.CONSIGNEE) {
            now = plus(now, m.from(), new Handed(0, m.quantity()));
        }
        return new Consigned(goods.serial() == null ? null : m.item().lot(), now);
    }

    private static PMap<EnterpriseId, Handed> plus(
            PMap<EnterpriseId, Handed> all, Place consignee, Handed more) {
        EnterpriseId id = new EnterpriseId(consignee.id());
        return all.plus(id, all.getOrDefault(id, Handed.NOTHING).plus(more));
    }
}
