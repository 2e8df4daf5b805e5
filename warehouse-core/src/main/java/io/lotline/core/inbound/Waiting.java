package io.lotline.core.inbound;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// What of a notice's lot waits for inspection.
///
/// @param received  what was received of the lot under the notice
/// @param inspected what of that was inspected
/// @param turns     the serial numbers received under the notice, counted in the order of receipt
/// @param pending   the pieces of these that wait since their receipt, by their turn
/// @param returned  the pieces of these that came back, by their turn
/// @param goods     what waits without serial numbers, whichever notice it came under
record Waiting(
        long received,
        long inspected,
        PagedMap<SerialNumber, Integer> turns,
        PagedMap<Integer, Cell> pending,
        PagedMap<Integer, Cell> returned,
        StockBook goods) {

    /// Goods that wait come in by a receipt or a return, and are changed by moves and inspections
    /// only: picks of the same lot never meet its inspection.
    static final Book<Lot, Waiting> BOOK =
            Book.named("waiting", 3, Lot.class, Waiting.class)
                    .ruled(
                            lot ->
                                    Boundaries.of(
                                                    Tags.lot(lot.item().di(), lot.item().lot()),
                                                    Tags.goods(lot.item().owner(), lot.item().di()))
                                            .types(
                                                    GoodsReceived.class,
                                                    GoodsInspected.class,
                                                    GoodsMoved.class,
                                                    StockAdjusted.class,
                                                    GoodsReturned.class),
                            _ ->
                                    new Waiting(
                                            0,
                                            0,
                                            PagedMap.empty(),
                                            PagedMap.empty(),
                                            PagedMap.empty(),
                                            StockBook.EMPTY),
                            Waiting::after)
                    .sized(
                            waiting ->
                                    waiting.turns.unsaved()
                                            + waiting.pending.unsaved()
                                            + waiting.returned.unsaved()
                                            + waiting.goods.cells().size());

    /// An owner's lot under a notice, in the notice's warehouse.
    record Lot(NoticeId notice, WarehouseId warehouse, StockItem item) {}

    private static Waiting after(Lot lot, Waiting before, WarehouseEvent event) {
        Waiting counted =
                switch (event) {
                    case GoodsReceived receipt when receipt.notice().equals(lot.notice()) ->
                            before.received(receipt.movement());
                    case GoodsInspected inspection when inspection.notice().equals(lot.notice()) ->
                            before.inspected(inspection.movements());
                    case InboundEvent _, InventoryEvent _, DistributionEvent _ -> before;
                    case MasterDataEvent _, RecallEvent _, AccessEvent _ -> before;
                };
        return counted.moved(lot, event.movements());
    }

    private Waiting received(Movement movement) {
        SerialNumber serial = movement.serial();
        return new Waiting(
                received + movement.quantity(),
                inspected,
                serial == null || turns.containsKey(serial)
                        ? turns
                        : turns.plus(serial, turns.size()),
                pending,
                returned,
                goods);
    }

    private Waiting inspected(List<Movement> movements) {
        long quantity =
                movements.stream()
                        .filter(move -> move.fromStatus() == QualityStatus.PENDING_INSPECTION)
                        .mapToLong(Movement::quantity)
                        .sum();
        return new Waiting(received, inspected + quantity, turns, pending, returned, goods);
    }

    private Waiting moved(Lot lot, List<Movement> movements) {
        Waiting now = this;
        for (Movement movement : movements) {
            if (movement.item().equals(lot.item())) {
                now = now.moved(lot, movement);
            }
        }
        return now;
    }

    private Waiting moved(Lot lot, Movement movement) {
        SerialNumber serial = movement.serial();
        if (serial == null) {
            StockBook lying = goods.after(List.of(movement), cell -> waits(lot, cell));
            return new Waiting(received, inspected, turns, pending, returned, lying);
        }
        Integer turn = turns.get(serial);
        if (turn == null) {
            return this;
        }
        Cell piece =
                new Cell(
                        movement.item(),
                        serial,
                        movement.expiryDate(),
                        movement.to(),
                        movement.toStatus());
        return new Waiting(
                received,
                inspected,
                turns,
                with(pending, turn, piece, waits(lot, piece, QualityStatus.PENDING_INSPECTION)),
                with(returned, turn, piece, waits(lot, piece, QualityStatus.RETURNED)),
                goods);
    }

    private static PagedMap<Integer, Cell> with(
            PagedMap<Integer, Cell> pieces, Integer turn, Cell piece, boolean there) {
        return there ? pieces.plus(turn, piece) : pieces.minus(turn);
    }

    private static boolean waits(Lot lot, Cell cell) {
        return waits(lot, cell, QualityStatus.PENDING_INSPECTION)
                || waits(lot, cell, QualityStatus.RETURNED);
    }

    private static boolean waits(Lot lot, Cell cell, QualityStatus status) {
        return cell.status() == status
                && cell.place().kind() == Place.Kind.LOCATION
                && cell.place().asLocation().warehouse().equals(lot.warehouse());
    }

    /// How many pieces wait: of those that wait since a receipt, as many as came under the notice.
    long quantity() {
        long since = Math.max(0, Math.min(open(), there(QualityStatus.PENDING_INSPECTION)));
        return received == 0 ? since : since + there(QualityStatus.RETURNED);
    }

    /// The first pieces to be inspected, at most so many: those that wait since their receipt, then
    /// those that came back. Of either, goods without serial numbers go first, by location id, then
    /// the pieces with serial numbers in the order of their receipt.
    List<Part> first(int quantity) {
        List<Part> parts = take(QualityStatus.PENDING_INSPECTION, (int) Math.min(quantity, open()));
        if (received > 0) {
            parts.addAll(take(QualityStatus.RETURNED, quantity - (int) sum(parts)));
        }
        return parts;
    }

    private List<Part> take(QualityStatus status, int quantity) {
        List<Part> lying = lying(status);
        lying.sort(Comparator.comparing(part -> part.cell().place().id()));
        List<Part> taken = new ArrayList<>(StockBook.take(lying, quantity));
        int open = quantity - (int) sum(taken);
        for (Iterator<Cell> piece = pieces(status).values().iterator();
                open > 0 && piece.hasNext();
                open--) {
            taken.add(new Part(piece.next(), 1));
        }
        return taken;
    }

    /// What of the notice's receipts was not inspected yet, wherever it is.
    private long open() {
        return received - inspected;
    }

    private long there(QualityStatus status) {
        return sum(lying(status)) + pieces(status).size();
    }

    private List<Part> lying(QualityStatus status) {
        return goods.parts(cell -> cell.status() == status);
    }

    private PagedMap<Integer, Cell> pieces(QualityStatus status) {
        return status == QualityStatus.RETURNED ? returned : pending;
    }

    private static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::quantity).sum();
    }
}
