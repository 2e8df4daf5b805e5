package io.lotline.ops.sampleday;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// Works through lanes side by side: the steps of a lane one after the other, lanes in no order. It
/// answers when all are done, or throws what stopped the first one.
final class Lanes {
    private static final int AT_ONCE = 12;

    private final Progress progress;
    private final Instant began;

    Lanes(Progress progress, Instant began) {
        this.progress = progress;
        this.began = began;
    }

    /// @param from the minute of the day when the first step of the first lane is done; the others
    ///     follow evenly, the last step of the last lane in minute `to`
    void work(String part, int from, int to, List<List<Runnable>> lanes) {
        int steps = lanes.stream().mapToInt(List::size).sum();
        progress.begin(part, steps);
        Semaphore places = new Semaphore(AT_ONCE);
        AtomicReference<DayFailed> failure = new AtomicReference<>();
        Instant first = began.plus(Duration.ofMinutes(from));
        Duration apart = Duration.ofMinutes(to - from).dividedBy(Math.max(1, steps));
        int before = 0;
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Runnable> lane : lanes) {
                Instant at = first.plus(apart.multipliedBy(before));
                before += lane.size();
                places.acquireUninterruptibly();
                var _ =
                        workers.submit(
                                () -> {
                                    try {
                                        walk(lane, at, apart, failure);
                                    } finally {
                                        places.release();
                                    }
                                });
            }
        }
        progress.end();
        DayFailed failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void walk(
            List<Runnable> lane,
            Instant begins,
            Duration apart,
            AtomicReference<DayFailed> failure) {
        Instant at = begins;
        for (Runnable step : lane) {
            if (failure.get() != null) {
                return;
            }
            try {
                ParkTime.at(at, step);
                at = at.plus(apart);
                progress.step();
            } catch (DayFailed failed) {
                failure.compareAndSet(null, failed);
            } catch (RuntimeException defect) {
                DayFailed failed = new DayFailed("A step broke: " + defect);
                failed.initCause(defect);
                failure.compareAndSet(null, failed);
            }
        }
    }
}
