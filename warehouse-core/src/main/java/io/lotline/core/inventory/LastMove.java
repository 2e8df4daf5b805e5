package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// When a lot was last moved into a location or out of it, or a piece anywhere, by the clocks of
/// those who scanned it.
///
/// @param at null where no scan ever moved it
record LastMove(@Nullable Instant at) {
    static final Book<Key, LastMove> BOOK =
            Book.named("last-move", 1, Key.class, LastMove.class)
                    .ruled(
                            Key::about,
                            _ -> new LastMove(null),
                            (key, before, event) -> before.after(key, event));

    /// A lot in a location, whoever owns it, or a piece.
    record Key(Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial, Location location) {
        private Criterion about() {
            return serial == null
                    ? Boundaries.of(Tags.lot(di, lot), Tags.location(location))
                            .types(Boundaries.BIN_MOVES)
                    : Boundaries.of(Tags.serial(di, serial)).types(Boundaries.MOVES);
        }

        private boolean means(Movement movement) {
            Place here = Place.location(location);
            return movement.item().di().equals(di)
                    && !movement.from().equals(movement.to())
                    && (serial == null
                            ? Objects.equals(movement.item().lot(), lot)
                                    && (movement.from().equals(here) || movement.to().equals(here))
                            : serial.equals(movement.serial()));
        }
    }

    private LastMove after(Key key, WarehouseEvent event) {
        Scan scan = event.scan();
        return scan != null
                        && (at == null || scan.scannedAt().isAfter(at))
                        && event.movements().stream().anyMatch(key::means)
                ? new LastMove(scan.scannedAt())
                : this;
    }
}
