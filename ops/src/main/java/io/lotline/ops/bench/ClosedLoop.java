package io.lotline.ops.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Some writers, each of which calls again as soon as it is answered.
final class ClosedLoop implements Contender {
    /// From the writers' start to where counting begins.
    private static final Duration RAMP = Duration.ofMillis(250);

    private final String name;
    private final int writers;
    private final ThreadFactory threads;
    private final Call call;

    interface Call {
        /// Does one step and answers how many units it was.
        int once(int writer) throws Exception;
    }

    ClosedLoop(String name, int writers, ThreadFactory threads, Call call) {
        this.name = name;
        this.writers = writers;
        this.threads = threads;
        this.call = call;
    }

    /// Writers on virtual threads, as the application's callers are.
    static ClosedLoop of(String name, int writers, Call call) {
        return new ClosedLoop(name, writers, Thread.ofVirtual().factory(), call);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double window(Duration length) throws Exception {
        LongAdder done = new LongAdder();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>(writers);
        for (int i = 0; i < writers; i++) {
            int writer = i;
            Thread thread = threads.newThread(() -> loop(writer, done, stop, failure));
            thread.start();
            running.add(thread);
        }
        double rate;
        try {
            Thread.sleep(RAMP);
            long before = done.sum();
            long started = System.nanoTime();
            Thread.sleep(length);
            rate = (done.sum() - before) * 1e9 / (System.nanoTime() - started);
        } finally {
            stop.set(true);
            for (Thread thread : running) {
                thread.join();
            }
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(name + ": a writer failed", failed);
        }
        return rate;
    }

    private void loop(
            int writer, LongAdder done, AtomicBoolean stop, AtomicReference<Throwable> failure) {
        try {
            while (!stop.get()) {
                done.add(call.once(writer));
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            stop.set(true);
        }
    }
}
