package io.lotline.ops.sampleday;

import io.lotline.ops.sampleday.Timeline.Shift;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Works through the lanes of a part of the day side by side: the steps of a lane one after the
/// other, evenly over the part's time.
final class Lanes {
    private final Progress progress;
    private final Timeline timeline;
    private final Instant began;

    Lanes(Progress progress, Instant began) {
        this.progress = progress;
        this.timeline = new Timeline(progress);
        this.began = began;
    }

    /// @param from the minute of the day when the part begins, and `to` when it is over
    void work(String part, int from, int to, List<List<Runnable>> lanes) {
        Instant begins = began.plus(Duration.ofMinutes(from));
        Duration time = Duration.ofMinutes(to - from);
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            List<Runnable> steps = lanes.get(i);
            double offset = (i + 0.5) / lanes.size();
            shifts.add(
                    new Shift(
                            begins,
                            lane -> {
                                for (int j = 0; j < steps.size(); j++) {
                                    double share = (j + offset) / steps.size();
                                    long millis = (long) (time.toMillis() * share);
                                    lane.at(
                                            Timeline.offTheHour(begins.plusMillis(millis)),
                                            steps.get(j));
                                }
                            }));
        }
        progress.begin(part, lanes.stream().mapToInt(List::size).sum());
        timeline.work(shifts);
        progress.end();
    }
}
