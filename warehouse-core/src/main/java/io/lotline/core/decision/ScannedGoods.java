package io.lotline.core.decision;

import io.lotline.core.events.Scan;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a scan says about goods, and the scan itself as evidence.
///
/// @param di       the DI of the symbol: a device's own, or that of one of its packages
/// @param readings the ways to read the symbols, all different, first the one that the standard
///     reads first; a single one where there is no question, or where a person settled it
/// @param counted  how many of that DI the operator says there are, 0 where a count finds none;
///     null where the label has to say
/// @param settled  what decided for the reading; null where there was one, or nothing did yet
/// @param today    the park's day
/// @param oldest   no time from before then is believed; null where any is
public record ScannedGoods(
        Di di,
        List<LabelReading> readings,
        @Nullable Integer counted,
        @Nullable Settled settled,
        Scan scan,
        LocalDate today,
        @Nullable Instant oldest) {
    public ScannedGoods {
        readings = List.copyOf(readings);
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("a scan has a reading");
        }
        if (counted != null && counted != 0) {
            Quantity.positive(counted);
        }
    }

    public ScannedGoods(
            Di di,
            List<LabelReading> readings,
            @Nullable Integer counted,
            @Nullable Settled settled,
            Scan scan,
            LocalDate today) {
        this(di, readings, counted, settled, scan, today, null);
    }

    /// Goods whose label can be read in one way only.
    public static ScannedGoods of(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate productionDate,
            @Nullable LocalDate expiryDate,
            int quantity,
            @Nullable Sscc container,
            Scan scan,
            LocalDate today) {
        return new ScannedGoods(
                di,
                List.of(new LabelReading(lot, serial, productionDate, expiryDate, null, container)),
                quantity,
                null,
                scan,
                today);
    }

    /// The same in one reading.
    public ScannedGoods in(LabelReading reading, @Nullable Settled how) {
        return new ScannedGoods(di, List.of(reading), counted, how, scan, today, oldest);
    }

    /// The readings that goods can have; all of them where none can be.
    public List<LabelReading> possible() {
        List<LabelReading> possible = readings.stream().filter(LabelReading::isPossible).toList();
        return possible.isEmpty() ? readings : possible;
    }
}
