package io.lotline.ops.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// Closed-loop rates: each of some writers calls as fast as it is answered.
final class Rate {
    interface Call {
        /// Does one step and answers how many units it was.
        int once(int writer) throws Exception;
    }

    private Rate() {}

    /// Units a second, the median of `windows` windows after a warm-up.
    static double measure(int writers, Duration warmUp, Duration window, int windows, Call call)
            throws Exception {
        LongAdder done = new LongAdder();
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(writers);
        Throwable[] failure = new Throwable[1];
        for (int i = 0; i < writers; i++) {
            int writer = i;
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    while (!stop.get()) {
                                        done.add(call.once(writer));
                                    }
                                } catch (Throwable e) {
                                    failure[0] = e;
                                    stop.set(true);
                                } finally {
                                    ended.countDown();
                                }
                            });
        }
        Thread.sleep(warmUp);
        double[] rates = new double[windows];
        for (int i = 0; i < windows; i++) {
            long before = done.sum();
            long started = System.nanoTime();
            Thread.sleep(window);
            rates[i] = (done.sum() - before) * 1e9 / (System.nanoTime() - started);
        }
        stop.set(true);
        ended.await();
        if (failure[0] != null) {
            throw new IllegalStateException("a writer failed", failure[0]);
        }
        return median(rates);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
