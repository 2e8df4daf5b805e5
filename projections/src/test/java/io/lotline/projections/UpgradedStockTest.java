package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.lotline.projections.engine.View;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.StockCells;
import io.lotline.projections.inventory.StockRow;
import io.lotline.projections.store.ViewStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Documents of the version before the present one are never taken for an answer.
class UpgradedStockTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void stock_reflects_nothing_until_its_new_documents_have_caught_up() {
        try (LotlineStore store = TestStores.embedded()) {
            TestLog log = new TestLog(store.log(), ParkDay.MORNING);
            long head = log.append(ParkDay.received(ParkDay.LOT, 7, ParkDay.MORNING));
            foldWithTheReleaseBefore(store, head);
            try (Views views =
                    Views.start(store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC())) {
                Poll.until(
                        "the new version",
                        PATIENCE,
                        () -> {
                            long told = views.position(StockCells.NAME);
                            boolean old = views.engine().edition(StockCells.NAME).version() == 1;
                            assertThat(old && told > 0).isFalse();
                            return !old;
                        });
                assertThat(views.await(head, PATIENCE)).isTrue();
                assertThat(views.stockOnHand().find(FindStock.ALL, null, 10).items())
                        .extracting(StockRow::quantity)
                        .containsExactly(7);
            }
        }
    }

    /// Its documents say that they reflect everything.
    private static void foldWithTheReleaseBefore(LotlineStore store, long head) {
        ViewStore views = new ViewStore(store);
        try (ViewEngine engine =
                new ViewEngine(
                        store.log(),
                        views.tokens(Clock.systemUTC()),
                        views.editions(),
                        views,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())) {
            engine.add(new Before());
            engine.start();
            assertThat(engine.awaitPosition(StockCells.NAME, head, PATIENCE)).isTrue();
        }
    }

    record Bin(String location) {}

    private static final class Before implements View<Bin> {
        @Override
        public String name() {
            return StockCells.NAME;
        }

        @Override
        public Class<Bin> documentType() {
            return Bin.class;
        }

        @Override
        public Set<String> keys(Recorded recorded) {
            return Set.of("all");
        }

        @Override
        public Bin fold(@Nullable Bin before, Recorded recorded, String key) {
            return new Bin(Long.toString(recorded.position()));
        }
    }
}
