package io.lotline.ops.bench;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;

/// One more application node in a JVM of its own: `append` writes to boundaries that no other node
/// writes to. A conflict ends it, as there can be no real one.
///
/// Arguments: the connection string, the database, the node's name.
final class NodeProcess {
    private NodeProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (LotlineStore store =
                LotlineStore.open(
                        StoreSettings.replicaSet(arguments[0], new SimpleMeterRegistry())
                                .withDatabase(arguments[1]))) {
            Contenders appends = new Contenders(store, arguments[2]);
            LineProtocol.serve(appends::of);
        }
    }

    /// The same boundaries in every window of as many writers.
    private static final class Contenders {
        private final Map<Integer, Contender> byWriters = new HashMap<>();
        private final LotlineStore store;
        private final String node;

        Contenders(LotlineStore store, String node) {
            this.store = store;
            this.node = node;
        }

        Contender of(String workload, int writers) {
            return byWriters.computeIfAbsent(
                    writers, count -> Appends.to(store.log(), workload, node + "/" + count, count));
        }
    }
}
