package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.EventLog.Head;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.SimulatedReplicaSet.Guard;
import io.lotline.core.testing.AppendJournal.Alternative;
import io.lotline.core.testing.AppendJournal.Answer;
import io.lotline.core.testing.AppendJournal.Entry;
import io.lotline.core.testing.AppendJournal.Journal;
import io.lotline.core.testing.AppendJournal.Kind;
import io.lotline.core.testing.LogChecker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One schedule: one to three applications append to one log, and one random number after the other
/// says who goes on and what the replica set does to them. One thread, no clock, no sleep: the seed
/// is the whole schedule.
final class CommitterSimulation {
    private static final LogMetrics METRICS = new LogMetrics(new SimpleMeterRegistry());
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int PATIENCE = 400;

    /// Committers do not read boundaries, so none of them needs to know which tags are new.
    private static final TagHistory NO_TAGS =
            new TagHistory() {
                @Override
                public void opened(DurableHead head) {}

                @Override
                public void add(StoredCommit commit) {}

                @Override
                public boolean never(Tag tag) {
                    return false;
                }

                @Override
                public void close() {}
            };

    private final SplittableRandom random;
    private final Set<Guard> off;
    private final Consumer<Supplier<String>> trace;
    private final SimulatedReplicaSet store;
    private final SimulatedLinks links;
    private final LogSettings settings;
    private final List<Application> applications = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();
    private boolean calm;

    private CommitterSimulation(long seed, Set<Guard> off, Consumer<Supplier<String>> trace) {
        this.random = new SplittableRandom(seed);
        this.off = off;
        this.trace = trace;
        this.store = new SimulatedReplicaSet(random, off, trace);
        this.links = new SimulatedLinks(random, trace);
        this.settings =
                new LogSettings(
                        Duration.ZERO,
                        Duration.ZERO,
                        1 + random.nextInt(6),
                        Long.MAX_VALUE,
                        1 + random.nextInt(6),
                        Long.MAX_VALUE,
                        1 + random.nextInt(3),
                        "",
                        0);
    }

    /// How many appends have shared the document of another, in all schedules so far.
    static long sharing() {
        return (long) (METRICS.roundAppends.totalAmount() - METRICS.roundDocuments.totalAmount());
    }

    /// How many documents were inserted behind another of their round, in all schedules so far.
    static long inTow() {
        return (long) METRICS.roundDocuments.totalAmount() - METRICS.roundDocuments.count();
    }

    /// How many appends nodes have written for others, in all schedules so far.
    static long writtenForOthers() {
        return (long) METRICS.written.count();
    }

    /// What one schedule came to.
    ///
    /// @param flaws   what was wrong; empty when nothing was
    /// @param answers the answers of all appends
    record Result(List<String> flaws, List<Answer> answers) {
        long count(Kind kind) {
            return answers.stream().filter(answer -> answer.kind() == kind).count();
        }
    }

    static Result run(long seed, Set<Guard> off, Consumer<Supplier<String>> trace) {
        return new CommitterSimulation(seed, off, trace).run();
    }

    private Result run() {
        int nodes = 1 + random.nextInt(3);
        for (int node = 0; node < nodes; node++) {
            applications.add(new Application(node));
        }
        int steps = 20 + random.nextInt(100);
        int appends = 3 + random.nextInt(10);
        for (int step = 0; step < steps; step++) {
            Application application = applications.get(random.nextInt(nodes));
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> {
                    if (callers.size() < appends) {
                        application.append();
                    }
                }
                case 4, 5, 6, 7, 8, 9, 10 -> application.step();
                case 11, 12, 13, 14 -> application.callBack();
                case 15 -> application.giveUpOne();
                case 16 -> {
                    if (random.nextInt(6) == 0) {
                        application.die();
                    }
                }
                case 17 -> links.happen();
                default -> store.happen();
            }
        }
        finish();
        flaws.addAll(
                LogChecker.flaws(
                        store.documents(),
                        new Journal(callers.stream().map(Caller::entry).toList(), List.of())));
        return new Result(flaws, callers.stream().map(Caller::answer).toList());
    }

    /// No trouble any more: everything must be answered soon.
    private void finish() {
        trace.accept(() -> "calm");
        store.calm();
        links.calm();
        calm = true;
        for (int i = 0; i < PATIENCE && callers.stream().anyMatch(Caller::waits); i++) {
            for (Application application : applications) {
                application.step();
                application.callBack();
                links.happen();
            }
        }
        callers.stream()
                .filter(Caller::waits)
                .forEach(caller -> flaws.add("No answer: " + caller.entry()));
    }

    /// One application with its committer; dead and started anew now and then.
    private final class Application {
        private final int number;
        private final List<Runnable> callbacks = new ArrayList<>();
        private @Nullable Committer committer;
        private Inbox inbox = new Inbox();
        private Peers peers = Peers.NONE;
        private boolean between;

        Application(int number) {
            this.number = number;
            start();
        }

        private void start() {
            SimulatedReplicaSet.Client client = store.connect(this::meanwhile);
            inbox = new Inbox();
            callbacks.clear();
            peers.close();
            peers = Peers.NONE;
            try {
                committer =
                        new Committer(
                                client,
                                Durability.MAJORITY,
                                settings,
                                METRICS,
                                inbox,
                                new ForgetfulCommits(
                                        off.contains(Guard.READ_BACK), off.contains(Guard.SHARED)),
                                client.head(),
                                NO_TAGS,
                                callbacks::add,
                                () -> {});
                Committer started = committer;
                peers =
                        links.connect(
                                started::submit, inbox::tell, () -> started.head().position());
                started.link(peers);
            } catch (MongoException e) {
                committer = null;
            }
        }

        /// `kill -9`: its callers never hear of anything.
        void die() {
            trace.accept(() -> number + " dies");
            callers.stream().filter(caller -> caller.at == this).forEach(Caller::dies);
            start();
        }

        private Committer running() {
            while (committer == null) {
                start();
            }
            return committer;
        }

        void append() {
            Caller caller = new Caller(this, callers.size());
            callers.add(caller);
            trace.accept(() -> number + " asked " + caller.entry());
            running().submit(caller.append);
        }

        void step() {
            running().step();
            trace.accept(() -> number + " stepped to " + running().head().position());
        }

        void callBack() {
            if (!callbacks.isEmpty()) {
                callbacks.remove(random.nextInt(callbacks.size())).run();
            }
        }

        /// The deadline of an append passes.
        void giveUpOne() {
            if (!callers.isEmpty()) {
                Caller caller = callers.get(random.nextInt(callers.size()));
                if (caller.at == this && caller.waits() && random.nextInt(3) == 0) {
                    trace.accept(() -> number + " gives up " + caller.id);
                    caller.append.unavailable("No acknowledgement.", null, callbacks::add);
                }
            }
        }

        /// What other threads of the application do while one waits for the store.
        private void meanwhile() {
            if (!between && !calm) {
                between = true;
                giveUpOne();
                between = false;
            }
        }

        Head head() {
            DurableHead head = running().head();
            return new Head(head.position(), head.hash());
        }
    }

    /// One append and its caller.
    private final class Caller {
        private final Application at;
        private final String id;
        private final List<NewEvent> events;
        private final AppendCondition condition;
        private final PendingAppend append;
        private @Nullable Answer answer;

        Caller(Application at, int number) {
            this.at = at;
            this.id = "c" + number;
            this.events = events();
            this.condition = random.nextInt(5) == 0 ? AppendCondition.NONE : condition();
            this.append =
                    new PendingAppend(
                            events,
                            Limits.check(events),
                            CommitCodec.body(events),
                            off.contains(Guard.CONDITION) ? AppendCondition.NONE : condition);
            append.answer().whenComplete(this::told);
        }

        private List<NewEvent> events() {
            int count = 1 + Math.max(0, random.nextInt(5) - 2);
            List<NewEvent> made = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                made.add(
                        new NewEvent(
                                i == 0 ? id : id + "." + i,
                                random.nextBoolean() ? "A" : "B",
                                1,
                                // clocks jump
                                START.plusSeconds(random.nextInt(100)),
                                "k",
                                tags(),
                                "{}",
                                Map.of()));
            }
            return made;
        }

        private Set<Tag> tags() {
            Set<Tag> tags = new HashSet<>();
            for (String value : List.of("1", "2", "3")) {
                if (random.nextInt(3) == 0) {
                    tags.add(new Tag("t", value));
                }
            }
            return tags;
        }

        private AppendCondition condition() {
            List<Criterion> alternatives = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                alternatives.add(
                        new Criterion(
                                tags(), random.nextInt(3) == 0 ? Set.of("A") : Set.<String>of()));
            }
            long head = applications.get(random.nextInt(applications.size())).head().position();
            return new AppendCondition(
                    new Criteria(alternatives),
                    random.nextInt(3) == 0 ? random.nextLong(head + 1) : head);
        }

        private void told(@Nullable Appended appended, @Nullable Throwable failure) {
            if (answer != null) {
                return;
            }
            answer = Answer.of(appended, failure, at.head());
            trace.accept(() -> at.number + " tells " + id + " " + answer);
            if (appended != null && at.head().position() < appended.last()) {
                flaws.add("Acknowledged before the head is there: " + entry());
            }
        }

        void dies() {
            if (answer == null) {
                answer = Answer.NONE;
            }
        }

        boolean waits() {
            return answer == null;
        }

        Answer answer() {
            return answer == null ? Answer.NONE : answer;
        }

        Entry entry() {
            return new Entry(
                    id,
                    events.size(),
                    condition.after(),
                    Alternative.of(condition.criteria()),
                    answer());
        }
    }
}
