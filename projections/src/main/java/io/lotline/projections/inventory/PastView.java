package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.engine.View;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what stock was at the end of every block of the log. What changes is first kept as
/// it was, once a block at most, so the past of a place takes as much room as it had changes.
public final class PastView implements View<PastDocument> {
    public static final String NAME = "stock-past";

    /// The events of a block: so many at most are folded to tell of a past position.
    private static final int BLOCK = 2_048;

    /// The embedded store has its views' indexes in memory: there, fewer versions matter more.
    private static final int EMBEDDED_BLOCK = 16_384;

    /// An event whose record and whose happening are farther apart is kept by itself.
    static final Duration SKEW = Duration.ofMinutes(1);

    static final String CELL = "c/";
    static final String BIN = "b/";
    static final String SCOPE = "s/";
    static final String EVENT = "t/";

    /// Words of events that happened before they were recorded.
    static final String LATE = "l";

    /// Words of events that were recorded before they happened, by the clock of who scanned.
    static final String EARLY = "e";

    /// Between the key of what is and the block since which it was.
    private static final char VERSION = '\n';

    private final int block;
    private final StockCells cells = new StockCells();
    private final StopScopes scopes = new StopScopes();

    public static PastView of(LotlineStore store) {
        return new PastView(store.embedded() ? EMBEDDED_BLOCK : BLOCK);
    }

    /// @param block how many events a block has
    public PastView(int block) {
        this.block = block;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<PastDocument> documentType() {
        return PastDocument.class;
    }

    /// Those of cells all begin with the words of a moment: the embedded store, which uses the
    /// first field only, has one index of them then.
    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("at", "_id"),
                List.of("at", "di", "_id"),
                List.of("at", "lot", "_id"),
                List.of("at", "warehouse", "_id"),
                List.of("at", "location", "_id"),
                List.of("subject", "at", "_id"));
    }

    /// The events of a block.
    public int blockSize() {
        return block;
    }

    private long block(Recorded recorded) {
        return (recorded.position() - 1) / block;
    }

    /// The key of the cell, or of what else it is, without what tells versions apart.
    static String unversioned(String key) {
        int version = key.lastIndexOf(VERSION);
        return key.substring(CELL.length(), version < 0 ? key.length() : version);
    }

    /// Behind all versions of a cell in the order of keys.
    static String behind(String cell) {
        return CELL + cell + VERSION + '\uffff';
    }

    static String eventKey(long position) {
        return EVENT + "%019d".formatted(position);
    }

    static long position(String eventKey) {
        return Long.parseLong(eventKey.substring(EVENT.length()));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<String> keys = new LinkedHashSet<>();
        WarehouseEvent event = recorded.event();
        StockEffects.changesAndPromises(event).forEach(change -> keys.add(CELL + change.cell()));
        if (event instanceof LocationDefined defined) {
            keys.add(BIN + defined.location());
        }
        StopScopes.stops(event).forEach(stop -> keys.add(SCOPE + StopScopes.key(stop.scope())));
        if ((!keys.isEmpty() || !event.movements().isEmpty()) && isSkewed(recorded)) {
            keys.add(eventKey(recorded.position()));
        }
        return keys;
    }

    private static boolean isSkewed(Recorded recorded) {
        Duration skew = Duration.between(StockAsOf.happenedAt(recorded), recorded.at());
        return skew.abs().compareTo(SKEW) > 0;
    }

    @Override
    public @Nullable PastDocument fold(
            @Nullable PastDocument before, Recorded recorded, String key) {
        String of = key.substring(CELL.length());
        long now = block(recorded);
        return switch (key.substring(0, CELL.length())) {
            case CELL -> {
                StockCell cell = cells.fold(before == null ? null : before.cell(), recorded, of);
                yield cell == null ? null : PastDocument.of(cell, now);
            }
            case BIN ->
                    recorded.event() instanceof LocationDefined defined
                            ? PastDocument.of(of, defined.zone(), now)
                            : before;
            case SCOPE -> {
                StopScope scope = scopes.fold(before == null ? null : before.scope(), recorded, of);
                yield scope == null ? null : PastDocument.of(scope, now);
            }
            default -> event(recorded);
        };
    }

    private static PastDocument event(Recorded recorded) {
        Instant happened = StockAsOf.happenedAt(recorded);
        return PastDocument.event(
                happened.isBefore(recorded.at())
                        ? PastBlocks.between(LATE, happened, recorded.at())
                        : PastBlocks.between(EARLY, recorded.at(), happened));
    }

    @Override
    public @Nullable Past<PastDocument> past(String key, PastDocument before, Recorded recorded) {
        long now = block(recorded);
        return key.startsWith(EVENT) || before.since() >= now
                ? null
                : new Past<>(key + VERSION + before.since(), before.until(now));
    }
}
