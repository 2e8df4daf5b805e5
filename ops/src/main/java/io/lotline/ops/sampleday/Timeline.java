package io.lotline.ops.sampleday;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// People at work side by side, each in a lane of steps with times. Lanes go on together in the
/// order of the park's time: no step is taken while another lane has one to do that lies more than
/// [#APART] before it. A step is so recorded at its time or a little later, when a later one was
/// quicker; and since none lies that close to a full hour, the hour it counts for is always the
/// same.
final class Timeline {
    private static final Duration APART = Duration.ofSeconds(45);
    private static final int MINUTE = 60;
    private static final int AT_ONCE = 12;
    private static final LocalTime LUNCH = LocalTime.of(12, 0);
    private static final LocalTime AFTER_LUNCH = LocalTime.of(13, 0);

    private final Progress progress;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final List<Lane> working = new ArrayList<>();
    private @Nullable DayFailed failure;

    Timeline(Progress progress) {
        this.progress = progress;
    }

    /// What one lane does.
    @FunctionalInterface
    interface Script {
        void play(Lane lane);
    }

    /// A script, and when it begins.
    record Shift(Instant begins, Script script) {}

    /// Works until all scripts are done, or throws what stopped the first one.
    void work(List<Shift> shifts) {
        List<Lane> lanes = shifts.stream().map(shift -> new Lane(shift.begins())).toList();
        synchronized (this) {
            working.addAll(lanes);
        }
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < lanes.size(); i++) {
                Lane lane = lanes.get(i);
                Script script = shifts.get(i).script();
                var _ = workers.submit(() -> play(lane, script));
            }
        }
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void play(Lane lane, Script script) {
        DayFailed failed = null;
        try {
            script.play(lane);
        } catch (DayFailed stopped) {
            failed = stopped;
        } catch (RuntimeException defect) {
            failed = new DayFailed("A step at %s broke: %s".formatted(lane.now, defect));
            failed.initCause(defect);
        }
        synchronized (this) {
            working.remove(lane);
            failure = failure == null ? failed : failure;
            notifyAll();
        }
    }

    private synchronized void awaitTurn(Lane lane, Instant time) {
        lane.now = time;
        notifyAll();
        while (failure == null && time.isAfter(earliest().plus(APART))) {
            try {
                wait();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new DayFailed("The day was interrupted.");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// The same time, or shortly after the full hour where it is less than a minute from it; the
    /// order of times stays.
    static Instant offTheHour(Instant time) {
        long second = Math.floorMod(time.getEpochSecond() + MINUTE, 60L * MINUTE);
        return second >= 2 * MINUTE ? time : time.plusSeconds(2 * MINUTE - second + second / 4);
    }

    private Instant earliest() {
        Instant earliest = Instant.MAX.minus(APART);
        for (Lane lane : working) {
            earliest = lane.now.isBefore(earliest) ? lane.now : earliest;
        }
        return earliest;
    }

    /// Where somebody is in the day.
    final class Lane {
        private volatile Instant now;

        private Lane(Instant begins) {
            this.now = begins;
        }

        Instant now() {
            return now;
        }

        /// Nothing of this lane is done before `time` any more.
        void notBefore(Instant time) {
            if (time.isAfter(now)) {
                awaitTurn(this, time);
            }
        }

        /// Does a step that is done after `seconds` of work; nobody works at lunch.
        void step(int seconds, Runnable step) {
            Instant then = now.plusSeconds(seconds);
            LocalTime hour = LocalTime.ofInstant(then, Day.ZONE);
            if (!hour.isBefore(LUNCH) && hour.isBefore(AFTER_LUNCH)) {
                then = then.plus(Duration.ofHours(1));
            }
            at(offTheHour(then), step);
        }

        /// Does a step at `time`, or when the lane's last one was done.
        void at(Instant time, Runnable step) {
            awaitTurn(this, time.isAfter(now) ? time : now);
            places.acquireUninterruptibly();
            try {
                ParkTime.at(now, step);
            } finally {
                places.release();
            }
            progress.step();
        }
    }
}
