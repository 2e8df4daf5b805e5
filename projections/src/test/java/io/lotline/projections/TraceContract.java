package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.testing.ForwardingLog;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewProgress;
import io.lotline.projections.testing.Progresses;
import io.lotline.projections.testing.RandomGoods;
import io.lotline.projections.testing.Story;
import io.lotline.projections.trace.KeptTraces;
import io.lotline.projections.trace.Trace;
import io.lotline.projections.trace.TraceDocument;
import io.lotline.projections.trace.TraceOptions;
import io.lotline.projections.trace.TraceOptions.Direction;
import io.lotline.projections.trace.TraceSubject;
import io.lotline.projections.trace.TraceView;
import io.lotline.projections.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a trace answers from its view is what the log's own events add up to, at the very position
/// that it names.
abstract class TraceContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final TraceOptions NOW = TraceOptions.of(TODAY);
    private static final List<LotNumber> LOTS =
            Arrays.asList(RandomGoods.PLAIN, RandomGoods.PIECES, new LotNumber("NEVER"), null);
    private static final List<EnterpriseId> CALLERS =
            Arrays.asList(null, Story.ALPHA, Story.BETA, Story.HOSPITAL);

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomGoods goods = new RandomGoods(random);
    private LotlineStore store;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        store = open();
        new Story(store.log()).masterData();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private Views views() {
        return Views.start(store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC());
    }

    /// Traces that cannot fall back to the log.
    private Traces kept(Views views) {
        return new Traces(new OnlyStops(store.log()), new KeptTraces(documents(views), of(views)));
    }

    private static Documents<TraceDocument> documents(Views views) {
        return views.documents(new TraceView());
    }

    private static ViewProgress of(Views views) {
        return new ViewProgress() {
            @Override
            public long position() {
                return views.position(TraceView.NAME);
            }

            @Override
            public boolean await(long position, Duration patience) {
                return views.await(position, PATIENCE, TraceView.NAME);
            }
        };
    }

    private void append(int steps) {
        TestLog log = new TestLog(store.log(), Instant.parse("2026-11-22T00:30:00Z"));
        for (int i = 0; i < steps; i++) {
            List<WarehouseEvent> events = goods.next();
            log.append(events);
        }
    }

    @Test
    void kept_traces_are_what_the_log_says() {
        try (Views views = views()) {
            for (int round = 0; round < 4; round++) {
                append(60);
                assertSame(kept(views), new Traces(store.log()));
            }
        }
    }

    private void assertSame(Traces kept, Traces folded) {
        for (EnterpriseId caller : CALLERS) {
            for (Direction direction : Direction.values()) {
                TraceOptions options = NOW.by(caller).looking(direction);
                for (LotNumber lot : LOTS) {
                    assertSame(
                            kept,
                            folded,
                            new TraceSubject.Lot(RandomGoods.DI, lot),
                            options,
                            1 + random.nextInt(20));
                }
                for (SerialNumber serial : goods.serials()) {
                    assertSame(
                            kept,
                            folded,
                            new TraceSubject.Serial(RandomGoods.DI, serial),
                            options,
                            1 + random.nextInt(5));
                }
            }
        }
    }

    private static void assertSame(
            Traces kept, Traces folded, TraceSubject subject, TraceOptions options, int limit) {
        List<Trace.Step> pages = new ArrayList<>();
        Long after = 0L;
        while (after != null) {
            TraceOptions page = options.page(after, limit);
            Optional<Trace> expected = trace(folded, subject, page);
            Optional<Trace> actual = trace(kept, subject, page);
            assertThat(actual.map(TraceContract::sorted))
                    .as("%s %s", subject, page)
                    .isEqualTo(expected.map(TraceContract::sorted));
            if (!(subject instanceof TraceSubject.Lot)) {
                assertThat(actual).isEqualTo(expected);
            }
            actual.ifPresent(trace -> pages.addAll(trace.history()));
            after = actual.map(Trace::historyNext).orElse(null);
        }
        List<Trace.Step> streamed = new ArrayList<>();
        kept.history(subject, options.whole()).ifPresent(all -> all.accept(streamed::add));
        assertThat(streamed).isEqualTo(pages);
    }

    private static Optional<Trace> trace(
            Traces traces, TraceSubject subject, TraceOptions options) {
        return switch (subject) {
            case TraceSubject.Lot(var di, var lot) -> traces.lot(di, lot, options);
            case TraceSubject.Serial(var di, var serial) -> traces.serial(di, serial, options);
            case TraceSubject.Unit(var sscc) -> traces.unit(sscc, options);
        };
    }

    /// In which order places stand in a list says nothing.
    private static Trace sorted(Trace trace) {
        return new Trace(
                trace.position(),
                trace.di(),
                trace.lot(),
                trace.serial(),
                trace.sscc(),
                trace.productionDate(),
                trace.expiryDate(),
                trace.device(),
                trace.received(),
                trace.contents(),
                trace.sources(),
                sorted(trace.onHand()),
                sorted(trace.inPicking()),
                trace.holds(),
                trace.recalls(),
                trace.inTransit(),
                trace.consignees(),
                trace.temperature(),
                trace.history(),
                trace.historyNext());
    }

    private static <T> List<T> sorted(List<T> rows) {
        return rows == null
                ? null
                : rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    @Test
    void a_trace_is_of_one_position_while_goods_move() throws Exception {
        append(40);
        try (Views views = views();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Traces kept = new Traces(store.log(), new KeptTraces(documents(views), of(views)));
            assertThat(strayed(kept, writer)).isEmpty();
        }
    }

    @Test
    void a_trace_that_does_not_wait_for_its_view_is_found_out() throws Exception {
        append(40);
        try (Views views = views();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Traces kept =
                    new Traces(
                            store.log(),
                            new KeptTraces(documents(views), Progresses.boasting(store.log())));
            assertThat(strayed(kept, writer)).isNotEmpty();
        }
    }

    /// What of the answers, asked for while goods move, is not what the log says of their position.
    private List<String> strayed(Traces kept, ExecutorService writer) throws Exception {
        Traces folded = new Traces(store.log());
        List<String> strayed = new ArrayList<>();
        Future<?> writing = writer.submit(() -> append(300));
        while (!writing.isDone()) {
            Optional<Trace> answer = kept.lot(RandomGoods.DI, RandomGoods.PLAIN, NOW);
            long position = answer.map(Trace::position).orElse(0L);
            Optional<Trace> expected =
                    folded.lot(RandomGoods.DI, RandomGoods.PLAIN, NOW.knownAt(position));
            if (!answer.map(TraceContract::sorted).equals(expected.map(TraceContract::sorted))) {
                strayed.add("%s\n%s".formatted(expected, answer));
            }
        }
        writing.get();
        return strayed;
    }

    @Test
    void without_its_view_a_trace_is_folded_from_the_log() {
        append(40);
        Traces kept;
        try (Views views = views()) {
            assertThat(views.await(store.log().head().position(), PATIENCE)).isTrue();
            ViewProgress stuck = Progresses.stuck(store.log().head().position());
            kept = new Traces(store.log(), new KeptTraces(documents(views), stuck));
            append(40);
            assertSame(kept, new Traces(store.log()));
        }
    }

    @Test
    void the_past_is_folded_from_the_log() {
        append(80);
        try (Views views = views()) {
            long head = store.log().head().position();
            Traces folded = new Traces(store.log());
            for (long knownAt : List.of(0L, 7L, head / 2, head)) {
                Trace expected =
                        folded.lot(RandomGoods.DI, RandomGoods.PIECES, NOW.knownAt(knownAt))
                                .map(TraceContract::sorted)
                                .orElse(null);
                assertThat(
                                views.traces()
                                        .lot(
                                                RandomGoods.DI,
                                                RandomGoods.PIECES,
                                                NOW.knownAt(knownAt))
                                        .map(TraceContract::sorted)
                                        .orElse(null))
                        .isEqualTo(expected);
            }
        }
    }

    /// A log that answers nothing about all that happened to goods.
    private static final class OnlyStops extends ForwardingLog {
        OnlyStops(EventLog log) {
            super(log);
        }

        @Override
        public Sourced source(Criteria criteria, long from) {
            if (criteria.alternatives().stream().anyMatch(one -> one.names().isEmpty())) {
                throw new AssertionError("the history was folded from the log: " + criteria);
            }
            return log.source(criteria, from);
        }

        @Override
        public void close() {
            // who opened the log closes it
        }
    }
}
