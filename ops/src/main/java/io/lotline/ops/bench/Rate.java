package io.lotline.ops.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/// Measures contenders against each other: each is warmed up until its rate stands still, then they
/// take turns, so that whatever else the machine does meets all of them alike.
final class Rate {
    private static final int WINDOWS = 5;
    private static final Duration WAKING = Duration.ofSeconds(20);

    /// How long one window is, and after how much warm-up a contender is measured all the same.
    ///
    /// @param window the length of a window
    /// @param cap    the longest warm-up
    /// @param rest   the time between two contenders' windows
    record Pace(Duration window, Duration cap, Duration rest) {
        static final Pace DEFAULT =
                new Pace(Duration.ofMillis(1200), Duration.ofSeconds(90), Duration.ofMillis(500));
    }

    private Rate() {}

    /// Units a second of each contender, medians of five windows in turn.
    static final class Rates {
        private final Map<Contender, double[]> windows = new IdentityHashMap<>();

        private void add(Contender contender, int window, double rate) {
            windows.computeIfAbsent(contender, c -> new double[WINDOWS])[window] = rate;
        }

        double of(Contender contender) {
            return median(
                    Objects.requireNonNull(
                            windows.get(contender), contender.name() + " was not there"));
        }
    }

    /// Warms the contenders up, one after the other, then lets them take turns.
    static Rates race(Pace pace, Contender... contenders) throws Exception {
        for (Contender contender : contenders) {
            warmUp(pace, contender);
        }
        return takeTurns(pace, contenders);
    }

    /// The same for contenders that are warm already.
    static Rates takeTurns(Pace pace, Contender... contenders) throws Exception {
        Rates rates = new Rates();
        for (int i = 0; i < WINDOWS; i++) {
            for (Contender contender : contenders) {
                // what the servers still do for the one before is not for this one to bear
                Thread.sleep(pace.rest());
                rates.add(contender, i, contender.window(pace.window()));
            }
        }
        return rates;
    }

    /// Runs windows until the rate stands still, and says how long that took.
    static void warmUp(Pace pace, Contender contender) throws Exception {
        warmUp(pace, contender, Duration.ZERO);
    }

    /// Wakes a JVM's compiler with many writers, before loads of few writers, which would take
    /// minutes for it.
    static void wake(Contender contender) throws Exception {
        warmUp(Pace.DEFAULT, contender, WAKING);
    }

    private static void warmUp(Pace pace, Contender contender, Duration atLeast) throws Exception {
        SteadyState steady = new SteadyState();
        long started = System.nanoTime();
        long spent = 0;
        while (spent < atLeast.toNanos() || !steady.reached() && spent < pace.cap().toNanos()) {
            long compiled = contender.compiledMillis();
            double rate = contender.window(pace.window());
            steady.add(
                    rate,
                    (double) (contender.compiledMillis() - compiled) / pace.window().toMillis());
            spent = System.nanoTime() - started;
        }
        Progress.say(
                "%s: %s after %.0f s of warm-up, %,.0f/s, the compiler busy for %.0f %% of the time",
                contender.name(),
                steady.reached() ? "steady" : "NOT steady yet",
                spent / 1e9,
                steady.last(),
                100 * steady.compiling());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
