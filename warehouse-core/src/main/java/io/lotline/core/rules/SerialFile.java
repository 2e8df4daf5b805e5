package io.lotline.core.rules;

import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a serial number is, and what is known of it.
///
/// @param cell     null for a piece that never came in, or last by mistake
/// @param left     the bin that it left last
/// @param notice   the notice under which it came in last
/// @param order    the order for which it was picked last
/// @param promised what is promised of it and not yet picked; null for nothing
/// @param unit     the logistic unit that it is in; null for none
/// @param scanned  when it was scanned last, by clocks that are believed; null for never
public record SerialFile(
        @Nullable Cell cell,
        @Nullable Location left,
        @Nullable NoticeId notice,
        @Nullable OrderId order,
        @Nullable Promise promised,
        @Nullable Sscc unit,
        @Nullable Instant scanned) {
    static final SerialFile UNKNOWN = new SerialFile(null, null, null, null, null, null, null);

    /// The order to which the piece is promised, and the bin out of which.
    public record Promise(OrderId order, Location location) {}

    static SerialFile after(Piece piece, SerialFile before, WarehouseEvent event) {
        SerialFile now = before;
        if (event instanceof UnitHandled handled) {
            Movement movement = handled.movement(piece.di(), piece.serial());
            Sscc in = handled.unitOf(piece.di(), piece.serial());
            now = movement == null ? now : now.moved(movement, now.notice(), now.unit());
            now = in == null ? now : now.in(in);
        } else {
            for (Movement movement : event.movements()) {
                if (movement.item().di().equals(piece.di())
                        && piece.serial().equals(movement.serial())) {
                    now =
                            event instanceof GoodsReceived received
                                    ? now.moved(movement, received.notice(), received.container())
                                    : now.moved(movement, now.notice(), now.unit());
                }
            }
        }
        if (event instanceof EventCorrected wrong
                && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                && now != before) {
            now =
                    new SerialFile(
                            null,
                            now.left(),
                            null,
                            now.order(),
                            now.promised(),
                            null,
                            now.scanned());
        }
        if (event instanceof ItemPacked packed && isOf(piece, packed.goods())) {
            now = now.in(packed.container());
        }
        if (event instanceof ItemUnpacked unpacked
                && isOf(piece, unpacked.goods())
                && unpacked.container().equals(now.unit())) {
            now = now.in(null);
        }
        for (PromiseChange change : changes(piece, event)) {
            if (change.item().di().equals(piece.di()) && piece.serial().equals(change.serial())) {
                now = now.promised(change);
            }
        }
        return now.equals(before) && !isScanned(piece, event) ? now : now.scanned(event.scan());
    }

    /// What leaves the piece as it was is a scan of it all the same.
    private static boolean isScanned(Piece piece, WarehouseEvent event) {
        return event instanceof UnitHandled handled
                ? handled.unitOf(piece.di(), piece.serial()) != null
                : event instanceof ItemChecked checked && isOf(piece, checked.goods());
    }

    private SerialFile scanned(@Nullable Scan scan) {
        Instant at = scan == null ? null : scan.believedAt();
        return at == null || (scanned != null && !at.isAfter(scanned))
                ? this
                : new SerialFile(cell, left, notice, order, promised, unit, at);
    }

    private static List<PromiseChange> changes(Piece piece, WarehouseEvent event) {
        if (!(event instanceof UnitHandled handled)) {
            return PromiseChange.of(event);
        }
        List<PromiseChange> changes = new ArrayList<>();
        for (WarehouseEvent part :
                handled.parts(
                        Boundaries.of(Tags.serial(piece.di(), piece.serial()))
                                .types(Boundaries.PROMISES))) {
            changes.addAll(PromiseChange.of(part));
        }
        return changes;
    }

    private static boolean isOf(Piece piece, Picked goods) {
        return goods.item().di().equals(piece.di()) && piece.serial().equals(goods.serial());
    }

    private SerialFile moved(Movement movement, @Nullable NoticeId under, @Nullable Sscc in) {
        boolean leaves =
                movement.from().kind() == Place.Kind.LOCATION
                        && !movement.from().equals(movement.to());
        return new SerialFile(
                new Cell(
                        movement.item(),
                        movement.serial(),
                        movement.expiryDate(),
                        movement.to(),
                        movement.toStatus()),
                leaves ? movement.from().asLocation() : left,
                under,
                movement.to().kind() == Place.Kind.ORDER ? new OrderId(movement.to().id()) : order,
                promised,
                in,
                scanned);
    }

    private SerialFile in(@Nullable Sscc other) {
        return new SerialFile(cell, left, notice, order, promised, other, scanned);
    }

    private SerialFile promised(PromiseChange change) {
        Promise promise = new Promise(change.order(), change.location());
        if (change.quantity() > 0) {
            return new SerialFile(cell, left, notice, order, promise, unit, scanned);
        }
        return promise.equals(promised)
                ? new SerialFile(cell, left, notice, order, null, unit, scanned)
                : this;
    }

    /// The piece as stock of this place: one, or none where it is elsewhere.
    public StockBook at(Place place) {
        return cell != null && cell.place().equals(place)
                ? StockBook.EMPTY.plus(cell, 1)
                : StockBook.EMPTY;
    }

    /// Whether it is promised out of this bin, to another order than `own`.
    boolean promisedFrom(Location location, @Nullable OrderId own) {
        return promised != null
                && promised.location().equals(location)
                && !promised.order().equals(own);
    }
}
