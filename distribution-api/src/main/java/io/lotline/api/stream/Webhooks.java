package io.lotline.api.stream;

import io.lotline.api.http.Caller;
import io.lotline.api.http.ParkClock;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.projections.Views;
import io.lotline.projections.access.Key;
import io.lotline.projections.engine.ViewTokens;
import io.lotline.projections.store.ViewStore;
import io.lotline.projections.store.WebhookStore;
import io.lotline.projections.store.WebhookStore.State;
import io.lotline.projections.store.WebhookStore.Webhook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Delivers to webhooks what happens: to each in the log's order, one message after the other, and
/// the next one only when the one before was taken.
///
/// Of several nodes one delivers, the one that holds the token. How far each webhook is, is noted
/// when a message was taken: whoever goes on after a crash may send the last one once more, with
/// the same id.
@Component
final class Webhooks implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    /// What the node that delivers holds.
    private static final String TOKEN = "webhooks";

    /// How often it is looked whether there are others.
    private static final Duration LOOKED = Duration.ofSeconds(1);

    /// What a webhook is not told of is noted this seldom.
    private static final Duration SKIPPED_NOTED = Duration.ofSeconds(10);

    /// After so many failures in a row the wait grows no more.
    private static final int STEEPEST = 9;

    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /// The wait grows by this with each failure.
    private static final int STEEPNESS = 3;

    /// A wait is this much shorter or longer, so that many do not come at once.
    private static final double JITTER = 0.2;

    private final WebhookStore store;
    private final WebhookSender sender;
    private final ViewTokens tokens;
    private final Tail tail;
    private final Concerned concerned;
    private final Views views;
    private final EventLog log;
    private final JsonMapper json;
    private final ParkClock clock;
    private final Duration firstWait;
    private final Duration givenUpAfter;
    private final Counter taken;
    private final Counter failures;
    private final Map<String, Runner> runners = new HashMap<>();
    private volatile boolean running;
    private volatile long furthestBehind;
    private @Nullable Thread thread;

    Webhooks(
            LotlineStore database,
            WebhookStore store,
            WebhookSender sender,
            Concerned concerned,
            Views views,
            EventLog log,
            JsonMapper json,
            ParkClock clock,
            MeterRegistry meters,
            @Value("${lotline.webhooks.first-wait:5s}") Duration firstWait,
            @Value("${lotline.webhooks.give-up-after:5d}") Duration givenUpAfter) {
        this.store = store;
        this.sender = sender;
        this.tokens = new ViewStore(database).tokens(clock.clock());
        this.tail = new Tail(log);
        this.concerned = concerned;
        this.views = views;
        this.log = log;
        this.json = json;
        this.clock = clock;
        this.firstWait = firstWait;
        this.givenUpAfter = givenUpAfter;
        this.taken = meters.counter("lotline.webhooks.delivered");
        this.failures = meters.counter("lotline.webhooks.failures");
        meters.gauge("lotline.webhooks.behind", this, each -> each.furthestBehind);
    }

    /// The message that tells a webhook of an event; null where it is not told.
    @Nullable WebhookMessage message(Webhook webhook, Recorded recorded) {
        Caller caller = callerOf(webhook);
        StreamedEvent seen =
                StreamedEvent.of(recorded, caller, stop -> concerned.test(caller, stop, recorded));
        if (seen == null
                || !webhook.events().isEmpty() && !webhook.events().contains(seen.event())) {
            return null;
        }
        return new WebhookMessage(
                "msg_%s_%d".formatted(webhook.id(), seen.position()),
                json.writeValueAsString(new Told(seen.event(), seen.at(), seen)));
    }

    /// What a message says.
    ///
    /// @param type what happened
    record Told(String type, Instant timestamp, Object data) {}

    private static Caller callerOf(Webhook webhook) {
        return new Caller(
                webhook.key(), webhook.role(), webhook.enterprise(), webhook.warehouses());
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("webhooks").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        tail.close();
        Thread last = thread;
        if (last != null) {
            last.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        ViewTokens.Claim claim = null;
        try {
            while (running) {
                try {
                    claim = look(claim);
                } catch (ViewTokens.ClaimLost _) {
                    claim = null;
                    endAll();
                } catch (RuntimeException e) {
                    LOG.warn("the webhooks are not delivered to for now", e);
                }
                Thread.sleep(LOOKED);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            endAll();
            release(claim);
        }
    }

    private static void release(ViewTokens.@Nullable Claim claim) {
        if (claim != null) {
            try {
                claim.release();
            } catch (RuntimeException e) {
                LOG.debug("the token of the webhooks will be taken by who misses us", e);
            }
        }
    }

    private ViewTokens.@Nullable Claim look(ViewTokens.@Nullable Claim before) {
        ViewTokens.Claim claim = before;
        if (claim == null) {
            tokens.begin(TOKEN, 0);
            claim = tokens.claim(TOKEN);
            if (claim == null) {
                return null;
            }
        }
        claim.keep();
        tokens.flush();
        Map<String, Webhook> active =
                store.active().stream().collect(Collectors.toMap(Webhook::id, each -> each));
        runners.values().removeIf(runner -> runner.endUnless(active));
        long head = log.head().position();
        long behind = 0;
        for (Webhook webhook : active.values()) {
            behind = Math.max(behind, head - webhook.position());
            runners.computeIfAbsent(webhook.id(), _ -> new Runner(webhook));
        }
        furthestBehind = behind;
        return claim;
    }

    private void endAll() {
        runners.values().forEach(Runner::end);
        runners.clear();
    }

    /// How long is waited after so many failures in a row.
    Duration waitAfter(int attempts) {
        double millis =
                firstWait.toMillis() * Math.pow(STEEPNESS, Math.min(attempts - 1, STEEPEST));
        double spread = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) (Math.min(millis, LONGEST_WAIT.toMillis()) * spread));
    }

    /// Delivers to one webhook, as it was known when this began.
    private final class Runner {
        private final Webhook webhook;
        private final Thread thread;
        private volatile boolean ended;
        private long noted;
        private long done;
        private int attempts;
        private @Nullable Instant failing;
        private Instant notedAt = Instant.EPOCH;

        Runner(Webhook webhook) {
            this.webhook = webhook;
            this.noted = webhook.position();
            this.done = noted;
            this.attempts = webhook.attempts();
            this.failing = webhook.failing();
            this.thread = Thread.ofVirtual().name("webhook-" + webhook.id()).start(this::run);
        }

        void end() {
            ended = true;
            thread.interrupt();
        }

        /// Whether it ended, because the webhook is no more as it was or because it gave up.
        boolean endUnless(Map<String, Webhook> active) {
            Webhook now = active.get(webhook.id());
            if (now == null || now.generation() != webhook.generation()) {
                end();
            }
            return ended;
        }

        private void run() {
            tail.open();
            try {
                Instant next = webhook.next();
                if (next != null && next.isAfter(clock.now())) {
                    Thread.sleep(Duration.between(clock.now(), next));
                }
                if (!deliverable()) {
                    return;
                }
                while (!ended && running) {
                    for (Recorded recorded : tail.next(done + 1, SKIPPED_NOTED)) {
                        if (ended || !running || !deliver(recorded)) {
                            return;
                        }
                    }
                    noteSkipped();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // the next look begins it anew, from what was noted
                LOG.warn("webhook {} is not delivered to for now", webhook.id(), e);
            } finally {
                ended = true;
                tail.leave();
            }
        }

        /// Whether its key is good: asked before anything is sent, and told by the log otherwise.
        private boolean deliverable() {
            Optional<Key> key = views.keys().find(webhook.key());
            if (key.isPresent() && key.get().revoked() != null) {
                revoked();
                return false;
            }
            return true;
        }

        private void revoked() {
            var _ = store.end(webhook, State.REVOKED, "key-revoked", clock.now());
        }

        /// Whether it goes on after this event.
        private boolean deliver(Recorded recorded) throws InterruptedException {
            if (recorded.event() instanceof KeyRevoked key && key.key().equals(webhook.key())) {
                revoked();
                return false;
            }
            WebhookMessage message = message(webhook, recorded);
            if (message == null) {
                done = recorded.position();
                return true;
            }
            while (!ended && running && deliverable()) {
                Instant now = clock.now();
                WebhookSender.Sent sent = sender.send(webhook, message, now);
                if (sent.taken()) {
                    taken.increment();
                    attempts = 0;
                    failing = null;
                    done = recorded.position();
                    noted = done;
                    notedAt = now;
                    return store.reached(webhook, done, 1);
                }
                failures.increment();
                if (!failed(sent, clock.now())) {
                    return false;
                }
            }
            return false;
        }

        /// Whether it is tried again, after a wait.
        private boolean failed(WebhookSender.Sent sent, Instant now) throws InterruptedException {
            String why = String.valueOf(sent.failure());
            Instant since = failing == null ? now : failing;
            failing = since;
            attempts++;
            if (sent.gone() || since.plus(givenUpAfter).isBefore(now)) {
                var _ = store.end(webhook, State.DEAD, why, now);
                return false;
            }
            Duration wait = waitAfter(attempts);
            if (!store.failed(webhook, attempts, since, why, now, now.plus(wait))) {
                return false;
            }
            Thread.sleep(wait);
            return true;
        }

        private void noteSkipped() {
            Instant now = clock.now();
            if (done > noted && Duration.between(notedAt, now).compareTo(SKIPPED_NOTED) > 0) {
                noted = done;
                notedAt = now;
                if (!store.reached(webhook, done, 0)) {
                    ended = true;
                }
            }
        }
    }

    /// Sends a message that tells of nothing, at once.
    WebhookSender.Sent test(Webhook webhook) throws InterruptedException {
        Instant now = clock.now();
        return sender.send(
                webhook,
                new WebhookMessage(
                        "msg_%s_test_%d".formatted(webhook.id(), now.toEpochMilli()),
                        json.writeValueAsString(
                                new Told("Test", now, Map.of("webhook", webhook.id())))),
                now);
    }
}
