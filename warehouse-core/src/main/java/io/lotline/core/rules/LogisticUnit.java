package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Instead;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Sscc;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/// What a logistic unit is used for. A number stands for one unit: one that a supplier packed is
/// received once, and one that is packed here is for one consignee.
///
/// @param notice   under which it was received; null for one that was not
/// @param contents what was received in it, without pieces that have serial numbers
/// @param packed   how many pieces of each order are packed in it, or left in it
public record LogisticUnit(
        @Nullable NoticeId notice, PSet<Content> contents, PMap<OrderId, Integer> packed) {
    private static final LogisticUnit UNUSED =
            new LogisticUnit(null, HashTreePSet.empty(), HashTreePMap.empty());

    public static final Book<Sscc, LogisticUnit> BOOK =
            Book.named("unit", 2, Sscc.class, LogisticUnit.class)
                    .ruled(
                            sscc ->
                                    Boundaries.of(Tags.unit(sscc))
                                            .types(
                                                    GoodsReceived.class,
                                                    EventCorrected.class,
                                                    ItemPacked.class,
                                                    ItemUnpacked.class),
                            _ -> UNUSED,
                            LogisticUnit::after)
                    .sized(unit -> 1 + unit.contents().size() + unit.packed().size());

    /// Goods of a lot, whoever owns them.
    public record Content(Di di, @Nullable LotNumber lot) {}

    private static LogisticUnit after(Sscc sscc, LogisticUnit before, WarehouseEvent event) {
        if (event instanceof GoodsReceived received && sscc.equals(received.container())) {
            Movement movement = received.movement();
            return new LogisticUnit(
                    received.notice(),
                    movement.serial() != null
                            ? before.contents()
                            : before.contents()
                                    .plus(new Content(movement.item().di(), movement.item().lot())),
                    before.packed());
        }
        if (event instanceof EventCorrected wrong
                && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                && sscc.equals(wrong.about().container())) {
            return before.notReceiving(wrong);
        }
        if (event instanceof ItemPacked packed && sscc.equals(packed.container())) {
            return before.packing(packed.order(), packed.goods().quantity());
        }
        if (event instanceof ItemUnpacked unpacked && sscc.equals(unpacked.container())) {
            return before.packing(unpacked.order(), -unpacked.goods().quantity());
        }
        return before;
    }

    private LogisticUnit notReceiving(EventCorrected wrong) {
        PSet<Content> left = contents;
        for (Movement movement : wrong.movements()) {
            if (movement.serial() == null && !isStillReceived(wrong)) {
                left = left.minus(new Content(movement.item().di(), movement.item().lot()));
            }
        }
        boolean came = !left.isEmpty() || left == contents;
        return new LogisticUnit(came ? notice : null, left, packed);
    }

    /// Whether the same content came in, only not quite so.
    private static boolean isStillReceived(EventCorrected wrong) {
        Instead instead = wrong.instead();
        return instead != null && instead.di() == null && instead.lot() == null;
    }

    private LogisticUnit packing(OrderId order, int change) {
        int quantity = packed.getOrDefault(order, 0) + change;
        return new LogisticUnit(
                notice,
                contents,
                quantity > 0 ? packed.plus(order, quantity) : packed.minus(order));
    }
}
