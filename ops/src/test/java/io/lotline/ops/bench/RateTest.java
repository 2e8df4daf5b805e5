package io.lotline.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final Rate.Pace PACE =
            new Rate.Pace(Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ZERO);

    @Test
    void a_rate_that_still_rises_is_not_steady() {
        assertThat(afterWindowsOf(100, 200, 300, 400, 500, 600)).isFalse();
        assertThat(afterWindowsOf(100, 110, 121, 133, 146, 161)).isFalse();
    }

    @Test
    void a_rate_that_stands_still_is_steady_whatever_it_was_before() {
        assertThat(afterWindowsOf(1_000, 1_010, 990, 1_005, 1_000, 1_020)).isTrue();
        assertThat(afterWindowsOf(10, 300, 900, 1_000, 1_010, 990, 1_005, 1_000, 1_020)).isTrue();
    }

    @Test
    void one_slow_window_ends_no_warm_up_and_prolongs_none() {
        assertThat(afterWindowsOf(100, 200, 300, 400, 10, 600)).isFalse();
        assertThat(afterWindowsOf(1_000, 1_010, 990, 1_005, 10, 1_020)).isTrue();
    }

    @Test
    void too_few_windows_and_a_rate_of_nothing_say_nothing() {
        assertThat(afterWindowsOf(1_000, 1_000, 1_000, 1_000, 1_000)).isFalse();
        assertThat(afterWindowsOf(0, 0, 0, 0, 0, 0)).isFalse();
    }

    @Test
    void contenders_are_warmed_up_and_then_take_turns() throws Exception {
        List<String> windows = new ArrayList<>();
        Contender rising = new Scripted("rising", windows, 100, 200, 300, 400, 500, 500, 500, 500);
        Contender still = new Scripted("still", windows, 50);

        Rate.Rates rates = Rate.race(PACE, rising, still);

        assertThat(rates.of(rising)).isEqualTo(500);
        assertThat(rates.of(still)).isEqualTo(50);
        int turns = windows.size() - 10;
        assertThat(windows.subList(0, turns)).isSorted().contains("rising", "still");
        assertThat(windows.subList(turns, windows.size()))
                .containsExactly(
                        "rising", "still", "rising", "still", "rising", "still", "rising", "still",
                        "rising", "still");
    }

    @Test
    void a_writer_that_fails_fails_the_measurement() {
        Contender broken =
                ClosedLoop.of(
                        "broken",
                        2,
                        writer -> {
                            throw new IllegalStateException("no");
                        });
        assertThatThrownBy(() -> broken.window(Duration.ofMillis(1)))
                .hasMessageContaining("broken")
                .hasRootCauseMessage("no");
    }

    @Test
    void a_heap_that_grows_has_a_slope_and_a_flat_one_has_none() {
        assertThat(SoakBench.slopePerHour(new double[] {7, 100, 101, 102, 103}, 1)).isEqualTo(60);
        assertThat(SoakBench.slopePerHour(new double[] {1, 50, 50, 50}, 1)).isZero();
    }

    @Test
    void a_rate_is_not_steady_while_the_compiler_works() {
        SteadyState steady = new SteadyState();
        for (int i = 0; i < 6; i++) {
            steady.add(1_000, 0.5);
        }
        assertThat(steady.reached()).isFalse();
        steady.add(1_000, 0.02);
        assertThat(steady.reached()).isTrue();
    }

    private static boolean afterWindowsOf(double... rates) {
        SteadyState steady = new SteadyState();
        for (double rate : rates) {
            steady.add(rate, 0);
        }
        return steady.reached();
    }

    /// Answers these rates, and the last one for ever.
    private static final class Scripted implements Contender {
        private final String name;
        private final List<String> windows;
        private final double[] rates;
        private int next;

        Scripted(String name, List<String> windows, double... rates) {
            this.name = name;
            this.windows = windows;
            this.rates = rates;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long compiledMillis() {
            return 0;
        }

        @Override
        public double window(Duration length) {
            windows.add(name);
            return rates[Math.min(next++, rates.length - 1)];
        }
    }
}
