package io.lotline.core.eventlog;

import io.lotline.core.eventlog.chain.CommitHash;
import io.lotline.core.eventlog.chain.EventHash;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The event log's twin for fast tests: the same answers, kept in memory until it is closed.
public final class InMemoryEventLog implements EventLog {
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<StoredCommit> commits = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private boolean closed;

    @Override
    public CompletableFuture<Appended> append(List<NewEvent> newEvents, AppendCondition condition) {
        CompletableFuture<Appended> answer = new CompletableFuture<>();
        try {
            List<EventHash> hashes = Limits.check(newEvents);
            Appended appended = store(newEvents, hashes, condition);
            callbacks.execute(() -> answer.complete(appended));
            if (!newEvents.isEmpty()) {
                callbacks.execute(() -> listeners.forEach(Runnable::run));
            }
        } catch (AppendConflict | CommitTooLarge | LogUnavailable refused) {
            answer.completeExceptionally(refused);
        }
        return answer;
    }

    private synchronized Appended store(
            List<NewEvent> newEvents, List<EventHash> hashes, AppendCondition condition) {
        if (closed) {
            throw new LogUnavailable("The event log is closed. Nothing was stored.", null);
        }
        long first = events.size() + 1L;
        if (newEvents.isEmpty()) {
            return new Appended(first, first - 1, hash());
        }
        boolean guarded = !condition.criteria().alternatives().isEmpty();
        for (long position = Math.max(0, condition.after());
                guarded && position < events.size();
                position++) {
            StoredEvent event = events.get((int) position);
            if (condition.criteria().matches(event.tags(), event.name())) {
                throw new AppendConflict(condition);
            }
        }
        List<StoredEvent> stored = new ArrayList<>(newEvents.size());
        Instant at = commits.isEmpty() ? Instant.MIN : commits.getLast().at();
        for (NewEvent event : newEvents) {
            stored.add(event.at(first + stored.size()));
            at = event.at().isAfter(at) ? event.at() : at;
        }
        String hash = CommitHash.commit(hash(), first, hashes);
        commits.add(new StoredCommit(first, at, hash, stored));
        events.addAll(stored);
        return new Appended(first, events.size(), hash);
    }

    private String hash() {
        return commits.isEmpty() ? CommitHash.GENESIS : commits.getLast().hash();
    }

    @Override
    public synchronized Sourced source(Criteria criteria, long from) {
        List<StoredEvent> found =
                events.subList((int) Math.clamp(from - 1, 0, events.size()), events.size()).stream()
                        .filter(event -> criteria.matches(event.tags(), event.name()))
                        .toList();
        return new Sourced(found, events.size());
    }

    @Override
    public synchronized List<StoredEvent> read(long from, int limit) {
        int start = (int) Math.clamp(from - 1, 0, events.size());
        int count = Math.clamp(limit, 0, Limits.MAX_READ);
        return List.copyOf(events.subList(start, Math.min(events.size(), start + count)));
    }

    @Override
    public Subscription onAppend(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized Head head() {
        return new Head(events.size(), hash());
    }

    @Override
    public synchronized long positionAt(Instant at) {
        for (StoredEvent event : events) {
            if (!event.at().isBefore(at)) {
                return event.position();
            }
        }
        return events.size() + 1L;
    }

    /// Every commit, for the auditor.
    public synchronized List<StoredCommit> commits() {
        return List.copyOf(commits);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        callbacks.shutdown();
    }
}
