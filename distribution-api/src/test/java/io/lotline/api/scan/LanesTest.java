package io.lotline.api.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.scan.Lanes.Claim;
import io.lotline.api.scan.Lanes.Claims;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Steps that may meet happen in their order, all others side by side; a failure is told to those
/// that would follow it.
class LanesTest {
    private static final long SEED = new Random().nextLong();
    private static final int STEPS = 20_000;

    @Test
    void what_may_meet_happens_in_its_order() throws Exception {
        assertThat(outOfOrder(claims -> claims)).as("seed %d", SEED).isZero();
    }

    @Test
    void steps_that_claim_nothing_overtake_each_other() throws Exception {
        assertThat(outOfOrder(_ -> Meetings.NONE)).as("seed %d", SEED).isPositive();
    }

    /// Random steps on many threads: how many began before one that they had to follow had ended.
    private static int outOfOrder(UnaryOperator<Claims> claimed) throws Exception {
        Random random = new Random(SEED);
        Lanes lanes = new Lanes(10);
        Map<Integer, Boolean> ended = new ConcurrentHashMap<>();
        AtomicInteger overtaken = new AtomicInteger();
        List<Claims> all = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(STEPS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < STEPS; number++) {
                Claims claims = random(random);
                List<Integer> mustFollow = new ArrayList<>();
                for (int before = Math.max(0, number - 50); before < number; before++) {
                    if (meet(all.get(before), claims)) {
                        mustFollow.add(before);
                    }
                }
                all.add(claims);
                int me = number;
                Lanes.Step step = lanes.next(claimed.apply(claims));
                var _ =
                        step.before()
                                .thenAcceptAsync(
                                        _ -> {
                                            if (!mustFollow.stream().allMatch(ended::containsKey)) {
                                                overtaken.incrementAndGet();
                                            }
                                            Thread.yield();
                                            ended.put(me, true);
                                            step.end(Lanes.NONE);
                                            done.countDown();
                                        },
                                        threads);
            }
            done.await();
        }
        assertThat(lanes.size()).isZero();
        return overtaken.get();
    }

    private static Claims random(Random random) {
        Set<Claim> alone = new HashSet<>();
        Set<Claim> shared = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            alone.add(claim(random.nextInt(30)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            shared.add(claim(random.nextInt(30)));
        }
        shared.removeAll(alone);
        return new Claims(alone, shared);
    }

    private static boolean meet(Claims one, Claims other) {
        return one.alone().stream()
                        .anyMatch(c -> other.alone().contains(c) || other.shared().contains(c))
                || one.shared().stream().anyMatch(other.alone()::contains);
    }

    @Test
    void those_that_would_follow_a_failed_step_learn_its_number_and_the_others_do_not() {
        Lanes lanes = new Lanes(10);
        Lanes.Step failing = lanes.next(alone(1));
        Lanes.Step following = lanes.next(alone(1, 2));
        Lanes.Step beside = lanes.next(alone(3));
        assertThat(following.before()).isNotDone();
        assertThat(beside.before()).isCompletedWithValue(Lanes.NONE);
        failing.end(7);
        assertThat(following.before()).isCompletedWithValue(7);
        following.end(7);
        beside.end(Lanes.NONE);
        assertThat(lanes.next(alone(2)).before())
                .as("it follows one that was not done")
                .isCompletedWithValue(7);
        assertThat(lanes.next(alone(3)).before()).isCompletedWithValue(Lanes.NONE);
    }

    @Test
    void failures_are_remembered_up_to_a_number_and_then_stop_everything() {
        Lanes lanes = new Lanes(10);
        for (int i = 1; i <= 10; i++) {
            lanes.next(alone(i)).end(i);
        }
        assertThat(lanes.next(alone(100)).before()).isCompletedWithValue(Lanes.NONE);
        lanes.next(alone(11)).end(11);
        assertThat(lanes.next(alone(101)).before()).isCompletedWithValue(11);
    }

    private static Claims alone(int... what) {
        List<Claim> claims = new ArrayList<>();
        for (int each : what) {
            claims.add(claim(each));
        }
        return new Claims(claims, List.of());
    }

    private static Claim claim(int what) {
        return new Claim("test", Integer.toString(what));
    }
}
