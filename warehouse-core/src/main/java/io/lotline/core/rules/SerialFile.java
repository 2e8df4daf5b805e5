package io.lotline.core.rules;

import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import org.jspecify.annotations.Nullable;

/// Where a serial number is, and the bin that it left last.
///
/// @param cell null for a piece that never came in
public record SerialFile(@Nullable Cell cell, @Nullable Location left) {
    static final SerialFile UNKNOWN = new SerialFile(null, null);

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
                                leaves ? movement.from().asLocation() : now.left());
            }
        }
        return now;
    }

    /// The piece as stock of this place: one, or none where it is elsewhere.
    public StockBook at(Place place) {
        return cell != null && cell.place().equals(place)
                ? StockBook.EMPTY.plus(cell, 1)
                : StockBook.EMPTY;
    }
}
