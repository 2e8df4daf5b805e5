package io.lotline.core.inbound;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
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
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What of a notice's lot waits for inspection. Pieces with serial numbers are concluded upon by
/// these; here they only stand to be named.
///
/// @param received  what was received of the lot under the notice, without serial numbers
/// @param inspected what of that was inspected
/// @param numbered  the pieces with serial numbers that wait since their receipt
/// @param places    where goods of the notice came to while they waited, and how often: others of
///     the lot may lie elsewhere, under other notices
/// @param goods     what waits without serial numbers, whichever notice it came under
record Waiting(
        long received,
        long inspected,
        PagedMap<SerialNumber, Boolean> numbered,
        PMap<Location, Integer> places,
        StockBook goods) {
    /// Goods that wait come in by a receipt or a return, and are changed by moves and inspections
    /// only: picks of the same lot never meet its inspection.
    static final Book<Lot, Waiting> BOOK =
            Book.named("waiting", 5, Lot.class, Waiting.class)
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
                                                    GoodsReturned.class,
                                                    EventCorrected.class),
                            _ ->
                                    new Waiting(
                                            0,
                                            0,
                                            PagedMap.empty(),
                                            HashTreePMap.empty(),
                                            StockBook.EMPTY),
                            Waiting::after)
                    .sized(
                            waiting ->
                                    waiting.numbered.unsaved()
                                            + waiting.places.size()
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
                    case EventCorrected wrong when lot.notice().equals(wrong.about().notice()) ->
                            before.undone(wrong);
                    case InboundEvent _, InventoryEvent _, DistributionEvent _ -> before;
                    case MasterDataEvent _, RecallEvent _, AccessEvent _ -> before;
                    case CorrectionEvent _, WorkEvent _, ChargingEvent _, UnitEvent _ -> before;
                };
        Waiting now = counted;
        for (Movement movement : event.movements()) {
            if (movement.item().equals(lot.item())) {
                now = now.moved(lot, movement, event instanceof EventCorrected);
            }
        }
        return now;
    }

    private Waiting received(Movement movement) {
        if (movement.serial() != null) {
            return new Waiting(
                    received, inspected, numbered.plus(movement.serial(), true), places, goods);
        }
        return new Waiting(
                received + movement.quantity(),
                inspected,
                numbered,
                movement.to().kind() == Place.Kind.LOCATION
                        ? more(places, movement.to(), 1)
                        : places,
                goods);
    }

    /// What was received or inspected by mistake was not; wherever it came to, it did not.
    private Waiting undone(EventCorrected wrong) {
        Waiting now = this;
        for (Movement movement : wrong.movements()) {
            now =
                    switch (wrong.kind()) {
                        case RECEIPT -> now.notReceived(movement);
                        case INSPECTION -> now.notInspected(movement);
                        case PUTAWAY, MOVE, PICK, COUNT, DEVICE, LOCATION, ENTERPRISE -> now;
                    };
        }
        return now;
    }

    private Waiting notReceived(Movement movement) {
        return movement.serial() != null
                ? new Waiting(received, inspected, numbered.minus(movement.serial()), places, goods)
                : new Waiting(
                        received - movement.quantity(),
                        inspected,
                        numbered,
                        movement.from().kind() == Place.Kind.LOCATION
                                ? more(places, movement.from(), -1)
                                : places,
                        goods);
    }

    private Waiting notInspected(Movement movement) {
        if (movement.toStatus() != QualityStatus.PENDING_INSPECTION) {
            return this;
        }
        return movement.serial() != null
                ? new Waiting(
                        received, inspected, numbered.plus(movement.serial(), true), places, goods)
                : new Waiting(received, inspected - movement.quantity(), numbered, places, goods);
    }

    private static PMap<Location, Integer> more(
            PMap<Location, Integer> places, Place place, int change) {
        Location location = place.asLocation();
        int times = places.getOrDefault(location, 0) + change;
        return times <= 0 ? places.minus(location) : places.plus(location, times);
    }

    private Waiting inspected(List<Movement> movements) {
        long quantity =
                movements.stream()
                        .filter(move -> move.serial() == null)
                        .filter(move -> move.fromStatus() == QualityStatus.PENDING_INSPECTION)
                        .mapToLong(Movement::quantity)
                        .sum();
        return new Waiting(received, inspected + quantity, numbered, places, goods);
    }

    private Waiting moved(Lot lot, Movement movement, boolean undone) {
        SerialNumber serial = movement.serial();
        if (serial != null) {
            boolean pending = movement.toStatus() == QualityStatus.PENDING_INSPECTION;
            return pending
                    ? this
                    : new Waiting(received, inspected, numbered.minus(serial), places, goods);
        }
        PMap<Location, Integer> reached = places;
        if (movement.fromStatus() == QualityStatus.PENDING_INSPECTION
                && movement.from().kind() == Place.Kind.LOCATION
                && movement.to().kind() == Place.Kind.LOCATION
                && places.containsKey(movement.from().asLocation())) {
            reached = undone ? more(places, movement.from(), -1) : more(places, movement.to(), 1);
        }
        StockBook lying = goods.after(List.of(movement), cell -> waits(lot, cell));
        return new Waiting(received, inspected, numbered, reached, lying);
    }

    private static boolean waits(Lot lot, Cell cell) {
        return (cell.status() == QualityStatus.PENDING_INSPECTION
                        || cell.status() == QualityStatus.RETURNED)
                && cell.place().kind() == Place.Kind.LOCATION
                && cell.place().asLocation().warehouse().equals(lot.warehouse());
    }

    /// What an inspection under the notice may be about, each part alike: goods that wait since
    /// their receipt, where the notice's goods are and as long as not all of them are inspected,
    /// and goods that came back. In the order of locations.
    List<Part> choices(InspectGoods.Where where) {
        List<Part> choices = new ArrayList<>();
        for (Part part : goods.parts(cell -> meant(cell, where))) {
            boolean pending = part.cell().status() == QualityStatus.PENDING_INSPECTION;
            boolean own =
                    pending ? places.containsKey(part.cell().place().asLocation()) : received > 0;
            if (own && (!pending || open() > 0)) {
                choices.add(part);
            }
        }
        choices.sort(Comparator.comparing(part -> part.cell().place().id()));
        return choices;
    }

    private static boolean meant(Cell cell, InspectGoods.Where where) {
        return (where.location() == null || where.location().equals(cell.place().asLocation().id()))
                && (where.status() == null || where.status() == cell.status())
                && (where.expiryDate() == null
                        || Objects.equals(where.expiryDate(), cell.expiryDate()));
    }

    /// How many of some choices can be inspected: of those that wait since a receipt, as many as
    /// came under the notice.
    long quantity(List<Part> choices) {
        long pending = 0;
        long returned = 0;
        for (Part part : choices) {
            if (part.cell().status() == QualityStatus.PENDING_INSPECTION) {
                pending += part.quantity();
            } else {
                returned += part.quantity();
            }
        }
        return Math.min(pending, open()) + returned;
    }

    /// What of the notice's receipts was not inspected yet, wherever it is.
    private long open() {
        return Math.max(0, received - inspected);
    }
}
