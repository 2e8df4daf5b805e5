package io.lotline.ops.bench;

import io.lotline.core.axon.Decisions;
import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.axonframework.common.configuration.AxonConfiguration;
import org.jspecify.annotations.Nullable;

/// One caller at the command desk, in the production wiring.
final class GrowthDesk implements AutoCloseable {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AxonConfiguration axon;
    private final CommandDesk desk;

    GrowthDesk(LotlineStore store) {
        axon =
                LotlineConfigurer.configurer(
                                store.log(),
                                registry,
                                Decisions.all(),
                                store.snapshots(),
                                LotlineConfigurer.bookBytes())
                        .start();
        desk = axon.getComponent(CommandDesk.class);
    }

    /// How long a command takes that is accepted.
    double millis(Command command) {
        long started = System.nanoTime();
        handle(command, null);
        return (System.nanoTime() - started) / 1e6;
    }

    /// Does a command that is accepted.
    ///
    /// @param key its idempotency key, or null
    void handle(Command command, @Nullable String key) {
        Answer answer = desk.handle(command, new Request("bench", key, key, Instant.now()));
        if (!(answer instanceof Answer.Done)) {
            throw new IllegalStateException("%s was refused: %s".formatted(command, answer));
        }
    }

    /// What the books in memory occupy, as they are counted.
    double bytes() {
        return registry.get("lotline.books.bytes").gauge().value()
                + registry.get("lotline.books.page.bytes").gauge().value();
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
