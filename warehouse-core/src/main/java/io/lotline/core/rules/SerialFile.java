package io.lotline.core.rules;

import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import org.jspecify.annotations.Nullable;

/// Where a serial number is, and what is known of it.
///
/// @param cell     null for a piece that never came in, or last by mistake
/// @param left     the bin that it left last
/// @param notice   the notice under which it came in last
/// @param order    the order for which it was picked last
/// @param promised what is promised of it and not yet picked; null for nothing
public record SerialFile(
        @Nullable Cell cell,
        @Nullable Location left,
        @Nullable NoticeId notice,
        @Nullable OrderId order,
        @Nullable Promise promised) {
    static final SerialFile UNKNOWN = new SerialFile(null, null, null, null, null);

    /// The order to which the piece is promised, and the bin out of which.
    public record Promise(OrderId order, Location location) {}

    static SerialFile after(Piece piece, SerialFile before, WarehouseEvent event) {
        SerialFile now = before;
        for (Movement movement : event.movements()) {
            if (movement.item().di().equals(piece.di())
                    && piece.serial().equals(movement.serial())) {
                boolean leaves =
                        movement.from().kind() == Place.Kind.LOCATION
                                && !movement.from().equals(movement.to());
                now =
                        new SerialFile(
                                new Cell(
                                        movement.item(),
                                        movement.serial(),
                                        movement.expiryDate(),
                                        movement.to(),
                                        movement.toStatus()),
                                leaves ? movement.from().asLocation() : now.left(),
                                event instanceof GoodsReceived received
                                        ? received.notice()
                                        : now.notice(),
                                movement.to().kind() == Place.Kind.ORDER
                                        ? new OrderId(movement.to().id())
                                        : now.order(),
                                now.promised());
            }
        }
        if (event instanceof EventCorrected wrong
                && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                && now != before) {
            now = new SerialFile(null, now.left(), null, now.order(), now.promised());
        }
        for (PromiseChange change : PromiseChange.of(event)) {
            if (change.item().di().equals(piece.di()) && piece.serial().equals(change.serial())) {
                now = now.promised(change);
            }
        }
        return now;
    }

    private SerialFile promised(PromiseChange change) {
        Promise promise = new Promise(change.order(), change.location());
        if (change.quantity() > 0) {
            return new SerialFile(cell, left, notice, order, promise);
        }
        return promise.equals(promised) ? new SerialFile(cell, left, notice, order, null) : this;
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
