package io.lotline.ops.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/// Two nodes on one log against one node.
final class TwoNodesBench {
    private static final int WRITERS = 64;

    private TwoNodesBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Two nodes (two JVMs) on one log, three nodes of MongoDB, disjoint boundaries",
                """
                two-nodes/disjoint/one-node        conditional appends a second of two nodes with 32 writers each, against one with 64
                two-nodes/disjoint/smaller-share   the smaller node's part of the sum
                A condition that is refused ends the benchmark: no two writers share a boundary.""");
        String uri = Servers.replicaSet();
        String database = BenchLog.newDatabase();
        try (ChildJvm a = node(uri, database, "a");
                ChildJvm b = node(uri, database, "b")) {
            Contender one = a.workload("one node by 64", "append", WRITERS);
            Both both =
                    new Both(
                            a.workload("node a by 32", "append", WRITERS / 2),
                            b.workload("node b by 32", "append", WRITERS / 2),
                            new ArrayList<>());
            Rate.warmUp(Rate.Pace.DEFAULT, b.workload("node b by 64", "append", WRITERS));
            Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, one, both);
            figures.add(
                    "two-nodes/disjoint/one-node",
                    rates.of(both),
                    "commits/s",
                    "one node",
                    rates.of(one));
            figures.add("two-nodes/disjoint/smaller-share", both.medianShare(), "of the sum");
        } finally {
            BenchLog.drop(uri, database);
        }
    }

    private static ChildJvm node(String uri, String database, String name) throws Exception {
        return ChildJvm.ofOurs("node-" + name, NodeProcess.class, uri, database, name);
    }

    /// Both at the same time.
    private record Both(Contender a, Contender b, List<Double> shares) implements Contender {
        @Override
        public String name() {
            return "two nodes by 32 each";
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

        double medianShare() {
            List<Double> measured = shares.subList(shares.size() - 5, shares.size());
            return Rate.median(measured.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
