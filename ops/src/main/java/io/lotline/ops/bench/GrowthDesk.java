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
        Answer answer = desk.handle(command, new Request("bench", null, null, Instant.now()));
        double spent = (System.nanoTime() - started) / 1e6;
        if (!(answer instanceof Answer.Done)) {
            throw new IllegalStateException("%s was refused: %s".formatted(command, answer));
        }
        return spent;
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
