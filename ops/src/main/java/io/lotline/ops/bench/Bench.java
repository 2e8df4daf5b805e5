package io.lotline.ops.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The main class of `ops/bench`: runs one benchmark by name, or all of them.
public final class Bench {
    private interface Benchmark {
        void run(Figures figures) throws Exception;
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
        benchmarks.put("scan", ScanBench::run);
        benchmarks.put("eventlog", EventLogBench::run);
        benchmarks.put("http", HttpBench::run);
        benchmarks.put("trace", TraceBench::run);

        @Nullable String name = null;
        @Nullable Path json = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--json") && i + 1 < args.length) {
                json = Path.of(args[++i]);
            } else if (name == null && benchmarks.containsKey(args[i])) {
                name = args[i];
            } else {
                System.err.printf(
                        "ops/bench [%s] [--json FILE]: '%s' is none of these.%n",
                        String.join("|", benchmarks.keySet()), args[i]);
                System.exit(2);
            }
        }
        Figures figures = new Figures();
        for (Map.Entry<String, Benchmark> benchmark : benchmarks.entrySet()) {
            if (name == null || name.equals(benchmark.getKey())) {
                benchmark.getValue().run(figures);
            }
        }
        if (json != null) {
            figures.write(json);
            System.out.printf("%nwritten to %s%n", json);
        }
        System.exit(0);
    }
}
