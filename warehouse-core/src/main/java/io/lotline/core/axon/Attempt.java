package io.lotline.core.axon;

import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The payload of a command's result. What was decided is known when the handler returns, the
/// positions only once it is committed.
final class Attempt {
    private final List<WarehouseEvent> events;
    private final @Nullable Request request;
    private volatile @Nullable Answer answer;

    private Attempt(
            List<WarehouseEvent> events, @Nullable Request request, @Nullable Answer answer) {
        this.events = events;
        this.request = request;
        this.answer = answer;
    }

    static Attempt of(Answer answer) {
        return new Attempt(List.of(), null, answer);
    }

    static Attempt pending(List<WarehouseEvent> events, Request request) {
        return new Attempt(events, request, null);
    }

    void committed(Appended appended) {
        if (request == null) {
            throw new IllegalStateException("nothing was to be committed");
        }
        List<Recorded> recorded = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            recorded.add(
                    new Recorded(
                            appended.first() + i, request.at(), request.actor(), events.get(i)));
        }
        answer = new Answer.Done(recorded, appended.last(), false);
    }

    Answer answer() {
        Answer known = answer;
        if (known == null) {
            throw new IllegalStateException("not committed yet");
        }
        return known;
    }
}
