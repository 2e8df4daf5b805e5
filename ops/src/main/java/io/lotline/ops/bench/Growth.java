package io.lotline.ops.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// How what a step or a question costs grows with what is there: `growth/STEP/WHAT` is the longest
/// of the medians at all sizes over the shortest, 1 where the cost follows what is asked for.
final class Growth {
    /// How often a step is measured at each size, after as many that are not.
    private static final int ROUNDS = 101;

    private final String what;
    private final Map<String, Map<Integer, Double>> millis = new LinkedHashMap<>();

    /// @param what what grows, as the figures name it
    Growth(String what) {
        this.what = what;
    }

    /// Something that a caller does and waits for, and what it answers.
    @FunctionalInterface
    interface Step {
        Object run() throws Exception;
    }

    /// Measures a step while there is so much of what grows.
    void measure(String step, int size, Step measured) throws Exception {
        double[] each = new double[ROUNDS];
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            long started = System.nanoTime();
            var _ = measured.run();
            if (i >= 0) {
                each[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        millis.computeIfAbsent(step, _ -> new LinkedHashMap<>()).put(size, Rate.median(each));
    }

    void report(Figures figures) {
        millis.forEach(
                (step, bySize) -> {
                    String name = "growth/%s/%s".formatted(step, what);
                    bySize.forEach(
                            (size, median) ->
                                    figures.add("%s/%d".formatted(name, size), median, "ms"));
                    double longest = bySize.values().stream().mapToDouble(m -> m).max().orElse(0);
                    double shortest = bySize.values().stream().mapToDouble(m -> m).min().orElse(0);
                    figures.add(name, longest, "ms", "the shortest", shortest);
                });
    }
}
