package io.lotline.ops.sampleday;

import java.util.ArrayList;
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

    Lanes(Progress progress) {
        this.progress = progress;
    }

    void work(String part, List<List<Runnable>> lanes) {
        int steps = lanes.stream().mapToInt(List::size).sum();
        progress.begin(part, steps);
        Semaphore places = new Semaphore(AT_ONCE);
        AtomicReference<DayFailed> failure = new AtomicReference<>();
        List<List<Runnable>> waiting = new ArrayList<>(lanes);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Runnable> lane : waiting) {
                places.acquireUninterruptibly();
                var _ =
                        workers.submit(
                                () -> {
                                    try {
                                        walk(lane, failure);
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

    private void walk(List<Runnable> lane, AtomicReference<DayFailed> failure) {
        for (Runnable step : lane) {
            if (failure.get() != null) {
                return;
            }
            try {
                step.run();
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
