package io.lotline.ops.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/// Two nodes on one log against one node.
final class TwoNodesBench {
    private static final int WRITERS = 64;
    private static final Duration SETTLE = Duration.ofMillis(500);

    private TwoNodesBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Two nodes (two JVMs) on one log, three nodes of MongoDB, disjoint boundaries",
                """
                two-nodes/disjoint/one-node             conditional appends a second of two nodes with 32 writers each, against one with 64
                two-nodes/disjoint/each-as-one          two nodes with 64 writers each, against one with 64
                .../smaller-share                       the smaller node's part of the sum
                A condition that is refused ends the benchmark: no two writers share a boundary.""");
        String uri = Servers.replicaSet();
        String database = BenchLog.newDatabase();
        try (ChildJvm a = node(uri, database, "a")) {
            Contender one = a.workload("one node by 64", "append", WRITERS);
            // from now on it is the older one: alone, it never hands anything over
            one.window(SETTLE);
            race(figures, uri, database, a, one);
        } finally {
            BenchLog.drop(uri, database);
        }
    }

    private static void race(
            Figures figures, String uri, String database, ChildJvm a, Contender one)
            throws Exception {
        try (ChildJvm b = node(uri, database, "b")) {
            Both halves = Both.of(a, b, WRITERS / 2);
            Both wholes = Both.of(a, b, WRITERS);
            Rate.warmUp(Rate.Pace.DEFAULT, b.workload("node b by 64", "append", WRITERS));
            Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, one, halves, wholes);
            add(figures, "two-nodes/disjoint/one-node", rates, halves, one);
            figures.add("two-nodes/disjoint/smaller-share", halves.medianShare(), "of the sum");
            add(figures, "two-nodes/disjoint/each-as-one", rates, wholes, one);
            figures.add(
                    "two-nodes/disjoint/each-as-one/smaller-share",
                    wholes.medianShare(),
                    "of the sum");
        }
    }

    private static void add(
            Figures figures, String name, Rate.Rates rates, Both both, Contender one) {
        figures.add(name, rates.of(both), "appends/s", "one node", rates.of(one));
    }

    private static ChildJvm node(String uri, String database, String name) throws Exception {
        return ChildJvm.ofOurs("node-" + name, NodeProcess.class, uri, database, name);
    }

    /// Both at the same time.
    private record Both(String name, Contender a, Contender b, List<Double> shares)
            implements Contender {
        static Both of(ChildJvm a, ChildJvm b, int writers) {
            return new Both(
                    "two nodes by %d each".formatted(writers),
                    a.workload("node a by " + writers, "append", writers),
                    b.workload("node b by " + writers, "append", writers),
                    new ArrayList<>());
        }

        @Override
        public double window(Duration length) throws Exception {
            FutureTask<Double> other = new FutureTask<>(() -> b.window(length));
            Thread.startVirtualThread(other);
            double first = a.window(length);
            double second = other.get();
            shares.add(Math.min(first, second) / (first + second));
            return first + second;
        }

        @Override
        public long compiledMillis() {
            return a.compiledMillis() + b.compiledMillis();
        }

        double medianShare() {
            List<Double> measured = shares.subList(shares.size() - 5, shares.size());
            return Rate.median(measured.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
