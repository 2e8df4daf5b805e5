package io.lotline.projections.trace;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is traced.
public sealed interface TraceSubject {

    /// The tag that every event about it carries.
    Tag tag();

    /// Whether goods belong to it, as far as the goods themselves tell.
    boolean covers(StockItem item, @Nullable SerialNumber serial);

    /// All goods of a lot, whoever owns them. The lot is null for devices without lots.
    record Lot(Di di, @Nullable LotNumber lot) implements TraceSubject {
        @Override
        public Tag tag() {
            return Tags.lot(di, lot);
        }

        @Override
        public boolean covers(StockItem item, @Nullable SerialNumber serial) {
            return di.equals(item.di()) && Objects.equals(lot, item.lot());
        }
    }

    /// One piece.
    record Serial(Di di, SerialNumber serial) implements TraceSubject {
        @Override
        public Tag tag() {
            return Tags.serial(di, serial);
        }

        @Override
        public boolean covers(StockItem item, @Nullable SerialNumber itemSerial) {
            return di.equals(item.di()) && serial.equals(itemSerial);
        }
    }

    /// A logistic unit and the goods that were received or packed in it. Which goods these are,
    /// stands only in the events under its tag.
    record Unit(Sscc sscc) implements TraceSubject {
        @Override
        public Tag tag() {
            return Tags.unit(sscc);
        }

        @Override
        public boolean covers(StockItem item, @Nullable SerialNumber serial) {
            return true;
        }
    }
}
