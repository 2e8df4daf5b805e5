package io.lotline.core.axon;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A fixed number of queues. Commands with the same boundary share one; two different boundaries
/// may.
final class BoundaryQueues {
    private static final int QUEUES = 256;

    private final Map<Class<?>, Decision<?, ?>> decisions = new HashMap<>();
    private final ReentrantLock[] queues = new ReentrantLock[QUEUES];

    BoundaryQueues(List<? extends Decision<?, ?>> decisions) {
        decisions.forEach(decision -> this.decisions.put(decision.commandType(), decision));
        for (int i = 0; i < QUEUES; i++) {
            queues[i] = new ReentrantLock(true);
        }
    }

    ReentrantLock of(Command command) {
        int hash = hash(decisions.get(command.getClass()), command);
        return Objects.requireNonNull(queues[Math.floorMod(hash ^ (hash >>> 16), QUEUES)]);
    }

    private static <C extends Command> int hash(
            @Nullable Decision<C, ?> decision, Command command) {
        // an unknown command has no boundary: the command bus will say so
        return decision == null
                ? 0
                : decision.boundary(decision.commandType().cast(command)).hashCode();
    }
}
