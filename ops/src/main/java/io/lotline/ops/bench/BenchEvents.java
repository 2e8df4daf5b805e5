package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The events that benchmarks write: receipts as the warehouse records them.
final class BenchEvents {
    static final Di DEVICE = new Di("06901234567892");

    /// The JSON of about 250 bytes that appends carry, ours and the baselines'.
    static final String PAYLOAD =
            "{\"notice\":\"ASN-20261122-0042\",\"movement\":{\"item\":{\"owner\":\"kangda\",\"di\":\"06901234567892\",\"lot\":\"LOT7\"},"
                    + "\"quantity\":12,\"from\":\"supplier:maker\",\"to\":\"location:W1/DOCK-1\",\"fromStatus\":\"PENDING_INSPECTION\","
                    + "\"toStatus\":\"PENDING_INSPECTION\"}}";

    static final String NAME = EventCatalogue.nameOf(GoodsReceived.class);

    private static final EnterpriseId OWNER = new EnterpriseId("kangda");
    private static final Place SUPPLIER = Place.supplier(new EnterpriseId("maker"));
    private static final Location DOCK = Location.of("W1", "DOCK-1");
    /// Ids as long as those of the warehouse, without the price of randomness.
    private static final String RUN = UUID.randomUUID().toString().substring(0, 24);

    private static final AtomicLong EVENTS = new AtomicLong();
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private BenchEvents() {}

    /// A receipt of one piece of this lot.
    static GoodsReceived received(String lot, @Nullable SerialNumber serial, String notice) {
        return new GoodsReceived(
                new NoticeId(notice),
                Movement.of(
                        new StockItem(OWNER, DEVICE, new LotNumber(lot)),
                        serial,
                        LocalDate.of(2028, 1, 5),
                        1,
                        SUPPLIER,
                        Place.location(DOCK),
                        QualityStatus.PENDING_INSPECTION),
                null,
                null,
                new Scan("s-1", "gs1", List.of("]d2010690123456789217280105"), START));
    }

    /// The same on its way into the log, with the tags that the warehouse gives it.
    static NewEvent stored(WarehouseEvent event) {
        return stored(
                EventCatalogue.nameOf(event.getClass()), event.tags(), EventJson.write(event));
    }

    static NewEvent stored(Set<Tag> tags, String json) {
        return stored(NAME, tags, json);
    }

    private static NewEvent stored(String name, Set<Tag> tags, String json) {
        return new NewEvent(
                RUN + HexFormat.of().toHexDigits(EVENTS.incrementAndGet(), 12),
                name,
                1,
                Instant.now(),
                "bench",
                tags,
                json,
                Map.of());
    }

    /// The boundary of one lot at the dock.
    static Tag stockOf(String lot) {
        return Tags.stock(new StockItem(OWNER, DEVICE, new LotNumber(lot)), DOCK);
    }
}
