package io.lotline.projections.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.testing.ForwardingLog;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.TestLog;
import io.lotline.projections.epcis.EpcisDocument;
import io.lotline.projections.epcis.EpcisHistories;
import io.lotline.projections.epcis.EpcisIds;
import io.lotline.projections.sourcing.LogExcerpts;
import io.lotline.projections.testing.Story;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// However long a history is, what is in memory of it is a page.
class StreamedHistoriesTest {
    private static final int STEPS = 100_000;
    private static final int PAGE = 1_000;
    private static final Place HERE = Place.location(Location.of("W1", "A-01"));
    private static final Place THERE = Place.location(Location.of("W1", "A-02"));
    private static final InMemoryEventLog LOG = new InMemoryEventLog();

    @BeforeAll
    static void moveALotBackAndForth() {
        Story story = new Story(LOG).masterData();
        StockItem item = new StockItem(Story.ALPHA, Story.DI, Story.LOT);
        TestLog log = new TestLog(LOG, Instant.parse("2026-11-22T00:30:00Z"));
        List<WarehouseEvent> events = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            events.add(
                    new GoodsMoved(
                            Movement.of(
                                    item,
                                    null,
                                    null,
                                    1,
                                    i % 2 == 0 ? HERE : THERE,
                                    i % 2 == 0 ? THERE : HERE,
                                    QualityStatus.QUALIFIED),
                            story.scan()));
            if (events.size() == 500) {
                log.append(List.copyOf(events));
                events.clear();
            }
        }
    }

    @AfterAll
    static void close() {
        LOG.close();
    }

    /// A log that counts what it hands out, and refuses to hand out very much at once.
    private static final class Rationed extends ForwardingLog {
        private int handedOut;

        Rationed(EventLog log) {
            super(log);
        }

        @Override
        public Sourced source(Criteria criteria, long from) {
            Sourced all = super.source(criteria, from);
            if (all.events().size() > PAGE) {
                throw new AssertionError("%d events at once".formatted(all.events().size()));
            }
            return all;
        }

        @Override
        public Changes first(Since part, int limit) {
            assertThat(limit).isLessThanOrEqualTo(PAGE);
            Changes all = LOG.first(part, limit);
            List<StoredEvent> some = all.events().getFirst().stream().limit(limit).toList();
            handedOut += some.size();
            return some.size() == all.events().getFirst().size()
                    ? all
                    : new Changes(List.of(some), some.getLast().position());
        }
    }

    @Test
    void an_epcis_document_is_read_as_it_is_written() {
        Rationed log = new Rationed(LOG);
        EpcisDocument document =
                new EpcisHistories(
                                log,
                                ZoneId.of("Asia/Shanghai"),
                                new EpcisIds(URI.create("https://park.example/")))
                        .lot(Story.DI, Story.LOT, null, Long.MAX_VALUE, Instant.EPOCH)
                        .orElseThrow();
        Iterator<EpcisDocument.Event> events = document.epcisBody().eventList().iterator();
        events.next();
        assertThat(log.handedOut).isLessThanOrEqualTo(3 * PAGE);
        int more = 1;
        long last = 0;
        while (events.hasNext()) {
            EpcisDocument.Event event = events.next();
            assertThat(event.position()).isGreaterThan(last);
            last = event.position();
            more++;
        }
        assertThat(more).isEqualTo(STEPS);
    }

    @Test
    void steps_that_are_folded_from_the_log_are_read_as_they_are_written() {
        Traces traces = new Traces(new Rationed(LOG));
        int[] steps = {0};
        traces.history(
                        new TraceSubject.Lot(Story.DI, Story.LOT),
                        TraceOptions.of(LocalDate.of(2026, 11, 22)).whole())
                .orElseThrow()
                .accept(_ -> steps[0]++);
        assertThat(steps[0]).isEqualTo(STEPS);
    }

    @Test
    void reading_all_of_it_at_once_is_found_out() {
        LogExcerpts whole = new LogExcerpts(new Rationed(LOG));
        assertThatThrownBy(
                        () ->
                                whole.read(
                                        List.of(
                                                new Criteria.Criterion(
                                                        java.util.Set.of(
                                                                new TraceSubject.Lot(
                                                                                Story.DI, Story.LOT)
                                                                        .tag()),
                                                        java.util.Set.of())),
                                        Long.MAX_VALUE))
                .hasMessageContaining("events at once");
    }
}
