package io.lotline.ops.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The main class of `ops/bench`: runs the benchmarks that are named, or all of them.
public final class Bench {
    private static final String STEPS = "growth/steps";
    private static final List<String> EVERY_ONE = List.of("");
    private static final Map<String, Benchmark> BENCHMARKS = benchmarks();

    /// What is measured together because it shares a baseline or a filled log.
    private interface Benchmark {
        void run(Figures figures, Writers writers) throws Exception;
    }

    /// The numbers of writers to measure: the benchmark's own, or the one that was asked for.
    ///
    /// @param part with what the names of the steps to measure begin
    record Writers(Optional<Integer> only, String part) {
        int[] of(int... all) {
            return only.map(one -> new int[] {one}).orElse(all);
        }
    }

    private Bench() {}

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
        benchmarks.put("scan", (figures, writers) -> ScanBench.run(figures));
        benchmarks.put("eventlog/append", AppendBench::run);
        benchmarks.put("eventlog/jpa-postgres", JpaBench::run);
        benchmarks.put("eventlog/command", CommandBench::run);
        benchmarks.put("eventlog/two-nodes", (figures, writers) -> TwoNodesBench.run(figures));
        benchmarks.put("eventlog/source", (figures, writers) -> SourceBench.run(figures));
        benchmarks.put("eventlog/follow", (figures, writers) -> FollowBench.run(figures));
        benchmarks.put("eventlog/serials", (figures, writers) -> SerialsBench.run(figures));
        benchmarks.put("eventlog/embedded", (figures, writers) -> EmbeddedBench.run(figures));
        benchmarks.put(STEPS, (figures, writers) -> StepGrowthBench.run(figures, writers.part()));
        benchmarks.put("growth/million", (figures, writers) -> MillionBench.run(figures));
        benchmarks.put("growth/start", (figures, writers) -> StartBench.run(figures));
        benchmarks.put("growth/questions", (figures, writers) -> QuestionGrowthBench.run(figures));
        benchmarks.put("growth/lists", (figures, writers) -> ListGrowthBench.run(figures));
        benchmarks.put(
                "growth/statements", (figures, writers) -> StatementGrowthBench.run(figures));
        benchmarks.put(
                "view/rebuild/embedded", (figures, writers) -> RebuildBench.onEmbedded(figures));
        benchmarks.put(
                "view/rebuild/replica-set",
                (figures, writers) -> RebuildBench.onReplicaSet(figures));
        benchmarks.put("view/visible", (figures, writers) -> VisibleBench.run(figures));
        benchmarks.put("http/scan", HttpBench::scans);
        benchmarks.put("http/batch", (figures, writers) -> HttpBench.batch(figures));
        benchmarks.put("http/serials", (figures, writers) -> HttpBench.serials(figures));
        benchmarks.put("trace", (figures, writers) -> TraceBench.run(figures));
        return benchmarks;
    }

    public static void main(String[] args) throws Exception {
        List<String> names = new ArrayList<>();
        @Nullable Path json = null;
        int minutes = 30;
        for (int i = 0; i < args.length; i++) {
            boolean last = i + 1 == args.length;
            if (args[i].equals("--json") && !last) {
                json = Path.of(args[++i]);
            } else if (args[i].equals("--minutes") && !last && args[i + 1].matches("[0-9]{1,4}")) {
                minutes = Integer.parseInt(args[++i]);
            } else if (args[i].equals("soak") || !selected(List.of(args[i])).isEmpty()) {
                names.add(args[i]);
            } else {
                System.err.printf(
                        "'%s' is none of %s, soak and faults.%n", args[i], BENCHMARKS.keySet());
                System.exit(2);
            }
        }
        run(names, json, Duration.ofMinutes(minutes));
        System.exit(0);
    }

    private static void run(List<String> names, @Nullable Path json, Duration soak)
            throws Exception {
        Figures figures = new Figures(System.out);
        try {
            if (names.contains("soak")) {
                SoakBench.run(figures, soak);
            }
            for (Selected selected : selected(names.isEmpty() ? EVERY_ONE : names)) {
                run(selected, figures);
            }
        } finally {
            // also where one of them failed: what was measured before took its time
            if (json != null) {
                figures.write(json);
                System.out.printf("%nwritten to %s%n", json);
            }
        }
    }

    private static void run(Selected selected, Figures figures) throws Exception {
        try {
            selected.benchmark().run(figures, selected.writers());
        } catch (Servers.Missing missing) {
            System.out.println("  left out: " + missing.getMessage());
        }
    }

    private record Selected(Benchmark benchmark, Writers writers) {}

    /// `eventlog` is all of its benchmarks, `eventlog/append` one, `eventlog/append/64` that one by
    /// 64 writers, `growth/steps/pick` those steps; the empty name is every one.
    private static List<Selected> selected(List<String> names) {
        List<Selected> found = new ArrayList<>();
        BENCHMARKS.forEach(
                (key, benchmark) -> {
                    for (String name : names) {
                        if (name.isEmpty() || key.equals(name) || key.startsWith(name + "/")) {
                            found.add(new Selected(benchmark, new Writers(Optional.empty(), "")));
                            return;
                        }
                        if (name.matches(key + "/[0-9]{1,4}")) {
                            int writers = Integer.parseInt(name.substring(key.length() + 1));
                            found.add(
                                    new Selected(benchmark, new Writers(Optional.of(writers), "")));
                            return;
                        }
                        if (key.equals(STEPS) && name.startsWith(STEPS + "/")) {
                            String part = name.substring(STEPS.length() + 1);
                            found.add(new Selected(benchmark, new Writers(Optional.empty(), part)));
                        }
                    }
                });
        return found;
    }
}
