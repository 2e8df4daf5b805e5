package io.lotline.ops.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How what a step or a question costs grows with what is there: `growth/STEP/WHAT` is the median
/// at the largest size over that at the smallest, 1 where the cost follows what is asked for.
final class Growth {
    private static final int ROUNDS = 101;

    /// Before a step is measured at a size, it runs for so long.
    private static final long WARM_UP_NANOS = Duration.ofMillis(1_500).toNanos();

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
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            var _ = measured.run();
        }
        double[] each = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long started = System.nanoTime();
            var _ = measured.run();
            each[i] = (System.nanoTime() - started) / 1e6;
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
                    List<Double> medians = List.copyOf(bySize.values());
                    figures.add(
                            name, medians.getLast(), "ms", "the smallest size", medians.getFirst());
                });
    }
}
