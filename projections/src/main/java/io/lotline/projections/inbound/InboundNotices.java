package io.lotline.projections.inbound;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.inbound.InboundNotice.Discrepancy;
import io.lotline.projections.inbound.InboundNotice.Line;
import io.lotline.projections.inbound.InboundNotice.State;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents.Stored;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about inbound notices.
public final class InboundNotices {
    private static final char BEHIND = '\t' + 1;

    private final Documents<InboundNotice> documents;
    private final Documents<ReceivedLot> lots;

    public InboundNotices(Documents<InboundNotice> documents, Documents<ReceivedLot> lots) {
        this.documents = documents;
        this.lots = lots;
    }

    /// A page of what came for a notice, by device and lot.
    public Page<ReceivedLot> received(NoticeId notice, @Nullable String after, int limit) {
        return lots.findMerged(List.of(ReceivedLot.range(notice)), after, limit);
    }

    /// A page of what differs between what a notice announced and what came: short and exceeded
    /// lines first, then lots that were not announced.
    public Page<Discrepancy> discrepancies(
            InboundNotice notice, @Nullable String after, int limit) {
        Differences found = new Differences(limit);
        String place = after == null ? "" : Cursor.decode(after);
        boolean inLots = place.startsWith(Differences.LOT);
        for (int i = inLots ? notice.lines().size() : found.firstLine(place);
                i < notice.lines().size() && !found.isFull();
                i++) {
            Line line = notice.lines().get(i);
            if (line.received() != line.expected()) {
                found.add(Differences.LINE + i, Discrepancy.of(line));
            }
        }
        if (notice.notAnnounced() > 0 && !found.isFull()) {
            notAnnounced(notice, inLots ? place.substring(1) : "", found);
        }
        return found.page();
    }

    /// Devices with a line for any lot are leapt over: all their lots are announced.
    private void notAnnounced(InboundNotice notice, String after, Differences found) {
        String range = ReceivedLot.range(notice.noticeId());
        String from = after.isEmpty() ? range : after + '\0';
        String to = notice.noticeId().value() + BEHIND;
        while (true) {
            List<Stored<ReceivedLot>> some = lots.range(from, to, found.batch());
            String leapt = null;
            for (Stored<ReceivedLot> stored : some) {
                ReceivedLot lot = stored.document();
                if (lot != null && leapt == null) {
                    if (notice.lines().stream().anyMatch(line -> line.takes(lot.di(), null, false))) {
                        leapt = ReceivedLot.device(notice.noticeId(), lot.di()) + BEHIND;
                    } else if (lot.quantity() > 0 && !notice.announces(lot.di(), lot.lot())) {
                        found.add(Differences.LOT + stored.key(), Discrepancy.of(lot));
                    }
                }
            }
            if (found.isFull() || (leapt == null && some.size() < found.batch())) {
                return;
            }
            from = leapt != null ? leapt : some.getLast().key() + '\0';
        }
    }

    /// A page in the making, and one item more where there is one. It is used by one thread.
    private static final class Differences {
        static final String LINE = "l";
        static final String LOT = "r";

        private final int limit;
        private final List<Discrepancy> items = new ArrayList<>();
        private final List<String> places = new ArrayList<>();

        Differences(int limit) {
            this.limit = limit;
        }

        int firstLine(String place) {
            try {
                return place.isEmpty() ? 0 : Integer.parseInt(place.substring(1)) + 1;
            } catch (NumberFormatException _) {
                throw new MalformedValue(
                        "after", "The cursor is none that this list handed out.");
            }
        }

        int batch() {
            return Math.max(limit + 1, 50);
        }

        boolean isFull() {
            return items.size() > limit;
        }

        void add(String place, Discrepancy item) {
            if (!isFull()) {
                items.add(item);
                places.add(place);
            }
        }

        Page<Discrepancy> page() {
            return isFull()
                    ? new Page<>(items.subList(0, limit), Cursor.encode(places.get(limit - 1)))
                    : new Page<>(items, null);
        }
    }

    public Optional<InboundNotice> find(NoticeId notice) {
        return documents.find(notice.value());
    }

    public Page<InboundNotice> find(
            @Nullable EnterpriseId owner,
            @Nullable WarehouseId warehouse,
            @Nullable State state,
            @Nullable String after,
            int limit) {
        return documents.find(
                Where.ALL
                        .is("owner", owner)
                        .is("warehouse", warehouse)
                        .isOrAny("state", state, (Object[]) State.values()),
                after,
                limit);
    }
}
