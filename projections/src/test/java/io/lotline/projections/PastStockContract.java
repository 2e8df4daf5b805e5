package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.PastDocument;
import io.lotline.projections.inventory.PastView;
import io.lotline.projections.inventory.StockAsOf;
import io.lotline.projections.inventory.StockRow;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the view of the past answers is what the whole log comes to, at every time and position of
/// a random history: most of its scans come at once, some hours or days late, some from a clock
/// that is ahead.
abstract class PastStockContract {
    private static final int EVENTS = 600;
    private static final int QUESTIONS = 150;
    private static final int BLOCK = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Clock clock = ((InstantSource) () -> ParkDay.MORNING).withZone(ZoneOffset.UTC);
    private final StockHistory history = new StockHistory(random, ParkDay.TODAY);
    private final List<Instant> times = new ArrayList<>();
    private LotlineStore store;
    private ViewEngine engine;
    private StockAsOf kept;
    private StockAsOf folded;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        store = open();
        ViewStore views = new ViewStore(store);
        engine =
                new ViewEngine(
                        store.log(),
                        views.tokens(clock),
                        views.editions(),
                        views,
                        new SimpleMeterRegistry(),
                        clock);
        PastView view = new PastView(BLOCK);
        engine.add(view);
        engine.start();
        Documents<PastDocument> documents =
                views.documents(view, () -> engine.edition(PastView.NAME));
        kept =
                new StockAsOf(
                        store.log(),
                        documents,
                        BLOCK,
                        (position, patience) ->
                                engine.awaitPosition(PastView.NAME, position, patience),
                        clock,
                        Views.PARK);
        folded =
                new StockAsOf(
                        store.log(),
                        documents,
                        BLOCK,
                        (position, patience) -> false,
                        clock,
                        Views.PARK);
    }

    @AfterEach
    void closeStore() {
        engine.close();
        store.close();
    }

    @Test
    void every_moment_of_the_past_is_what_the_log_comes_to() {
        happen(EVENTS);
        for (int i = 0; i < QUESTIONS; i++) {
            agree(question());
        }
    }

    @Test
    void before_all_times_there_was_nothing_and_behind_all_times_is_what_there_is() {
        happen(EVENTS / 4);
        Question now = new Question(FindStock.ALL, null, null, 50);
        List<StockRow> all = rows(kept, now);
        assertThat(all).isNotEmpty();
        assertThat(rows(kept, new Question(FindStock.ALL, Instant.MIN, null, 50))).isEmpty();
        assertThat(rows(kept, new Question(FindStock.ALL, Instant.MAX, null, 50)))
                .extracting(StockRow::quantity)
                .isEqualTo(all.stream().map(StockRow::quantity).toList());
    }

    @Test
    void the_past_stays_what_it_was_while_more_happens() {
        happen(EVENTS / 4);
        List<Question> asked = new ArrayList<>();
        List<List<StockRow>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Question question = question().knownAt(store.log().head().position());
            asked.add(question);
            answers.add(rows(kept, question));
        }
        for (int round = 0; round < 5; round++) {
            happen(EVENTS / 8);
            for (int i = 0; i < asked.size(); i++) {
                assertThat(rows(kept, asked.get(i)))
                        .as("%s", asked.get(i))
                        .isEqualTo(answers.get(i));
            }
        }
    }

    @Test
    void a_rebuilt_view_answers_the_same() {
        happen(EVENTS);
        engine.rebuild(PastView.NAME);
        io.lotline.core.testing.Poll.until(
                "the rebuild", PATIENCE, () -> engine.edition(PastView.NAME).build() == 2);
        for (int i = 0; i < QUESTIONS / 3; i++) {
            agree(question());
        }
    }

    /// The negative control: without the events that were recorded long after they happened.
    @Test
    void an_answer_without_late_scans_is_found_out() {
        happen(EVENTS);
        assertThat(wrongWithout(Filters.regex("_id", "^t/"))).isPositive();
    }

    /// The negative control: without what was so and is no longer.
    @Test
    void an_answer_without_what_was_is_found_out() {
        happen(EVENTS);
        assertThat(wrongWithout(Filters.regex("_id", "\n"))).isPositive();
    }

    private int wrongWithout(Bson some) {
        store.database().getCollection("view_stock-past_v1").deleteMany(some);
        int wrong = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = question();
            wrong += rows(kept, question).equals(rows(folded, question)) ? 0 : 1;
        }
        return wrong;
    }

    private void happen(int events) {
        TestLog log = new TestLog(store.log(), ParkDay.MORNING);
        long position = 0;
        for (int i = 0; i < events; i++) {
            Instant last = times.isEmpty() ? ParkDay.MORNING : times.getLast();
            Instant at = last.plusSeconds(random.nextInt(600));
            times.add(at);
            history.scannedAt(at.minus(delay()));
            position = log.at(at).append(history.next());
        }
        assertThat(engine.awaitPosition(PastView.NAME, position, PATIENCE)).isTrue();
    }

    private Duration delay() {
        return switch (random.nextInt(20)) {
            case 0 -> Duration.ofHours(random.nextInt(10));
            case 1 -> Duration.ofDays(random.nextInt(3));
            case 2 -> Duration.ofMinutes(-random.nextInt(200));
            default -> Duration.ofSeconds(random.nextInt(50) - 5);
        };
    }

    private void agree(Question question) {
        assertThat(rows(kept, question)).as("%s", question).isEqualTo(rows(folded, question));
    }

    /// A page at a time.
    private List<StockRow> rows(StockAsOf of, Question asked) {
        List<StockRow> rows = new ArrayList<>();
        String after = null;
        do {
            StockAsOf.Answer answer =
                    of.find(asked.query(), asked.asOf(), asked.knownAt(), after, asked.limit());
            assertThat(answer.page().items()).hasSizeLessThanOrEqualTo(asked.limit());
            rows.addAll(answer.page().items());
            after = answer.page().next();
        } while (after != null);
        return rows;
    }

    private record Question(
            FindStock query, @Nullable Instant asOf, @Nullable Long knownAt, int limit) {
        Question knownAt(long position) {
            return new Question(query, asOf, position, limit);
        }
    }

    private Question question() {
        Instant some = any(times);
        Instant asOf =
                random.nextInt(4) == 0
                        ? null
                        : some.plusSeconds(
                                random.nextInt(400) - (random.nextBoolean() ? 200 : 40_000));
        Long knownAt =
                asOf == null || random.nextInt(3) == 0
                        ? (Long) random.nextLong(store.log().head().position() + 1)
                        : null;
        var at = any(StockHistory.BINS);
        FindStock query =
                new FindStock(
                        random.nextInt(3) == 0 ? any(StockHistory.OWNERS) : null,
                        random.nextInt(3) == 0 ? any(StockHistory.DEVICES) : null,
                        random.nextInt(3) == 0 ? any(StockHistory.LOTS) : null,
                        random.nextInt(4) == 0 ? at.warehouse() : null,
                        random.nextInt(4) == 0 ? at.id() : null,
                        random.nextInt(3) == 0 ? any(List.of(StockStatus.values())) : null);
        return new Question(query, asOf, knownAt, 1 + random.nextInt(60));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
