package io.lotline.core.eventlog.mongo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// Questions to the store, some at once. What comes while so many are on their way is gathered and
/// asked together, as one question: a store that is asked for many small things spends more on each
/// asking than on the things.
///
/// Whoever comes while there is room asks by itself and waits for nobody.
///
/// @param <Q> a question
/// @param <A> its answer
final class GatheredReads<Q, A> {
    private final int atOnce;
    private final int together;
    private final Function<Q, A> one;
    private final Function<List<Q>, Optional<List<A>>> many;
    private final Executor threads;
    private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
    private int asking;

    /// An empty answer says that it has to be asked alone.
    private record Asked<Q, A>(Q question, CompletableFuture<Optional<A>> answer) {}

    /// @param atOnce   questions that are on their way at once
    /// @param together the most that are made one
    /// @param one      asks one
    /// @param many     asks many, and answers in their order; nothing where that would be too much
    GatheredReads(
            int atOnce,
            int together,
            Function<Q, A> one,
            Function<List<Q>, Optional<List<A>>> many,
            Executor threads) {
        this.atOnce = atOnce;
        this.together = together;
        this.one = one;
        this.many = many;
        this.threads = threads;
    }

    /// The answer to one question, which is asked after this call.
    A ask(Q question) throws InterruptedException {
        Asked<Q, A> gathered = null;
        synchronized (this) {
            if (asking < atOnce) {
                asking++;
            } else {
                gathered = new Asked<>(question, new CompletableFuture<>());
                waiting.add(gathered);
            }
        }
        if (gathered == null) {
            try {
                return one.apply(question);
            } finally {
                goOn();
            }
        }
        // what failed for all of them may not fail for this one, or fails in its own words
        Optional<A> answer = answerOf(gathered);
        return answer.isPresent() ? answer.get() : one.apply(question);
    }

    /// How many wait to be asked together.
    synchronized int gathered() {
        return waiting.size();
    }

    private static <A> Optional<A> answerOf(Asked<?, A> gathered) throws InterruptedException {
        try {
            return gathered.answer().get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            return Optional.empty();
        }
    }

    /// Asks what has gathered, or makes room.
    private void goOn() {
        List<Asked<Q, A>> next = new ArrayList<>();
        synchronized (this) {
            while (next.size() < together && !waiting.isEmpty()) {
                next.add(waiting.removeFirst());
            }
            if (next.isEmpty()) {
                asking--;
                return;
            }
        }
        Runnable asks =
                () -> {
                    answer(next);
                    goOn();
                };
        try {
            threads.execute(asks);
        } catch (RejectedExecutionException closing) {
            asks.run();
        }
    }

    private void answer(List<Asked<Q, A>> next) {
        try {
            Optional<List<A>> answers =
                    next.size() == 1
                            ? Optional.empty()
                            : many.apply(next.stream().map(Asked::question).toList());
            for (int i = 0; i < next.size(); i++) {
                int place = i;
                next.get(i).answer().complete(answers.map(all -> all.get(place)));
            }
        } catch (RuntimeException | Error e) {
            next.forEach(asked -> asked.answer().completeExceptionally(e));
        }
    }
}
