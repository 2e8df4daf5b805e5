package io.lotline.projections.trace;

import io.lotline.core.events.Step.Way;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Documents.Stored;
import io.lotline.projections.trace.Trace.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Steps read from the view bit by bit: each owner's and each way's stand in a range of keys of
/// their own, so that nothing is read that was not asked for, and are put together by position.
final class KeptSteps implements TraceHistory {
    private static final int LEAST_PER_READ = 32;
    private static final int MOST_PER_READ = 500;

    private final Documents<TraceDocument> documents;
    private final TraceOptions options;
    private final long upTo;
    private final PriorityQueue<Source> sources =
            new PriorityQueue<>(
                    Comparator.comparingLong((Source source) -> source.first().step().position())
                            .thenComparingInt(source -> source.first().part()));

    private record Placed(Step step, int part) {}

    KeptSteps(
            Documents<TraceDocument> documents,
            TraceSubject subject,
            Set<EnterpriseId> owners,
            TraceOptions options,
            long upTo,
            List<Step> stops) {
        this.documents = documents;
        this.options = options;
        this.upTo = upTo;
        begin(new Source(stops));
        for (EnterpriseId owner : owners) {
            for (Way way : Way.values()) {
                if (options.direction().shows(way)) {
                    begin(new Source(TraceKeys.steps(subject, owner, way)));
                }
            }
        }
    }

    private void begin(Source source) {
        if (source.fill()) {
            sources.add(source);
        }
    }

    @Override
    public TraceSteps.Page page() {
        List<Step> steps = new ArrayList<>();
        while (!sources.isEmpty()) {
            Step next = Objects.requireNonNull(sources.peek()).first().step();
            if (steps.size() >= options.limit() && steps.getLast().position() < next.position()) {
                return new TraceSteps.Page(List.copyOf(steps), steps.getLast().position());
            }
            steps.add(take());
        }
        return new TraceSteps.Page(List.copyOf(steps), null);
    }

    @Override
    public void forEach(Consumer<Step> consumer) {
        while (!sources.isEmpty()) {
            consumer.accept(take());
        }
    }

    private Step take() {
        Source source = sources.remove();
        Step step = source.buffer.removeFirst().step();
        if (source.fill()) {
            sources.add(source);
        }
        return step;
    }

    /// Steps in order, from a range of keys or at hand.
    private final class Source {
        private final Deque<Placed> buffer = new ArrayDeque<>();
        private final String end;
        private @Nullable String next;
        private int perRead = LEAST_PER_READ;

        Source(String range) {
            this.next = range + TraceKeys.position(options.after() + 1);
            this.end = range + TraceKeys.position(upTo) + "/\uffff";
        }

        Source(List<Step> steps) {
            this.end = "";
            steps.forEach(step -> buffer.add(new Placed(step, 0)));
        }

        Placed first() {
            return buffer.getFirst();
        }

        /// Whether there are more.
        boolean fill() {
            if (buffer.isEmpty() && next != null) {
                List<Stored<TraceDocument>> some = documents.range(next, end, perRead);
                for (Stored<TraceDocument> stored : some) {
                    Step step = stored.document() == null ? null : stored.document().step();
                    if (step != null) {
                        buffer.add(new Placed(step, TraceKeys.part(stored.key())));
                    }
                }
                next = some.size() < perRead ? null : some.getLast().key() + '\0';
                perRead = Math.min(MOST_PER_READ, perRead * 4);
            }
            return !buffer.isEmpty();
        }
    }
}
