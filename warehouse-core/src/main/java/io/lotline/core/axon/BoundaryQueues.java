package io.lotline.core.axon;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/// A fixed number of queues. Commands that opened the same books share one; others may.
final class BoundaryQueues {
    private static final int QUEUES = 256;

    private final ReentrantLock[] queues = new ReentrantLock[QUEUES];

    BoundaryQueues() {
        for (int i = 0; i < QUEUES; i++) {
            queues[i] = new ReentrantLock(true);
        }
    }

    ReentrantLock of(Trail trail) {
        int hash = trail.mark();
        return Objects.requireNonNull(queues[Math.floorMod(hash ^ (hash >>> 16), QUEUES)]);
    }
}
