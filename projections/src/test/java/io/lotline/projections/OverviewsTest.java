package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.TestStores;
import io.lotline.projections.insight.ActivityView;
import io.lotline.projections.insight.Overview;
import io.lotline.projections.insight.Overviews;
import io.lotline.projections.inventory.HoldsView;
import io.lotline.projections.inventory.RecallStops;
import io.lotline.projections.inventory.StopScopes;
import io.lotline.projections.inventory.Stops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An overview is made once for all who ask for it at once.
class OverviewsTest {
    private static final int CALLERS = 8;

    private final Clock clock = ((InstantSource) () -> ParkDay.MORNING).withZone(ZoneOffset.UTC);
    private final AtomicLong position = new AtomicLong(1);
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch everyoneHasAsked = new CountDownLatch(CALLERS);
    private final ThreadLocal<Boolean> hasAsked = ThreadLocal.withInitial(() -> false);
    private LotlineStore store;
    private Views views;

    @BeforeEach
    void open() {
        store = TestStores.embedded();
        views = Views.start(store, new SimpleMeterRegistry(), Views.PARK, clock);
    }

    @AfterEach
    void close() {
        views.close();
        store.close();
    }

    @Test
    void all_who_ask_at_once_share_one_answer() throws Exception {
        Overviews overviews = overviews();
        List<Future<Overview>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                asked.add(callers.submit(() -> overviews.find(null, 0)));
            }
            Overview first = asked.getFirst().get(30, TimeUnit.SECONDS);
            for (Future<Overview> each : asked) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isSameAs(first);
            }
        }
        assertThat(made()).isOne();
    }

    /// The negative control: who has seen more, and asks one after the other, shares nothing.
    @Test
    void who_has_seen_more_than_an_answer_shows_gets_another() {
        everyoneHasAskedAlready();
        Overviews overviews = overviews();
        Set<Overview> answers = new HashSet<>();
        for (int i = 0; i < CALLERS; i++) {
            Overview answer = overviews.find(null, position.incrementAndGet());
            assertThat(answer.position()).isEqualTo(position.get());
            answers.add(answer);
        }
        assertThat(answers).hasSize(CALLERS);
        assertThat(made()).isEqualTo(CALLERS);
    }

    private void everyoneHasAskedAlready() {
        for (int i = 0; i < CALLERS; i++) {
            everyoneHasAsked.countDown();
        }
    }

    /// How many answers were made: each caller looks at the position once, and whoever makes an
    /// answer once more.
    private int made() {
        return looks.get() - CALLERS;
    }

    /// Nobody makes an answer before all have asked.
    private long look() {
        looks.incrementAndGet();
        if (hasAsked.get()) {
            awaitEveryone();
        }
        hasAsked.set(true);
        everyoneHasAsked.countDown();
        return position.get();
    }

    private void awaitEveryone() {
        try {
            assertThat(everyoneHasAsked.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Overviews overviews() {
        return new Overviews(
                new Overviews.Sources(
                        views.stockSums(),
                        new Stops(
                                views.documents(new StopScopes()),
                                views.documents(new HoldsView()),
                                views.documents(new RecallStops())),
                        views.holds(),
                        views.recalls(),
                        views.locations(),
                        views.devices(),
                        views.enterprises(),
                        views.orders(),
                        views.shipments(),
                        views.documents(new ActivityView(Views.PARK))),
                this::look,
                clock,
                Views.PARK);
    }
}
