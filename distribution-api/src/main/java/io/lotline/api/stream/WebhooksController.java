package io.lotline.api.stream;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.Headers;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.api.http.ViewBehind;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.RequestKeyReused;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.Views;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.WebhookStore;
import io.lotline.projections.store.WebhookStore.Made;
import io.lotline.projections.store.WebhookStore.State;
import io.lotline.projections.store.WebhookStore.Webhook;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Webhooks: where enterprises and authorities want to be told what happens.
@RestController
class WebhooksController {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 9;
    private static final int MOST_EVENTS = 200;

    /// Webhooks of one enterprise.
    private static final int MOST = 20;

    /// Webhooks of administrators and regulators, together.
    private static final int MOST_OF_OTHERS = 200;

    /// How long a former secret signs too.
    private static final Duration OVERLAP = Duration.ofHours(24);

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final WebhookStore store;
    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final Views views;
    private final Freshness freshness;
    private final EventLog log;
    private final Commands commands;

    WebhooksController(
            WebhookStore store,
            Webhooks webhooks,
            WebhookSender sender,
            Views views,
            Freshness freshness,
            EventLog log,
            Commands commands) {
        this.store = store;
        this.webhooks = webhooks;
        this.sender = sender;
        this.views = views;
        this.freshness = freshness;
        this.log = log;
        this.commands = commands;
    }

    /// By the view of enterprises, once it reflects what was recorded until now: who was registered
    /// a moment ago is known.
    private boolean isKnown(EnterpriseId owner) {
        long now = log.head().position();
        if (!freshness.await(now, WAIT, EnterprisesView.NAME)) {
            throw ViewBehind.at(
                    now,
                    "Whether enterprise %s is registered is not known yet.\nMaybe ask again."
                            .formatted(owner));
        }
        return views.enterprises().find(owner).isPresent();
    }

    /// Makes a webhook. Its secret is shown this once.
    @Operation(
            summary = "Makes a webhook",
            description =
                    "Messages follow Standard Webhooks: webhook-id (the same for the same event), webhook-timestamp and webhook-signature (v1, HMAC-SHA256 with the secret, which is shown this once). Each says {type, timestamp, data}; data is what GET /v1/stream tells of the event, with the rights of the key that made the webhook. They come in the log's order, the next one when the one before was answered with 2xx; else it is sent again after 5 s, 15 s and so on up to 6 h, for 5 days. It begins with what happens next; replay goes back.")
    @PostMapping("/v1/webhooks")
    ResponseEntity<WebhookRow> make(Submission submission, @RequestBody WebhookRequest body) {
        Caller caller = submission.caller();
        Request request = submission.keyed(body);
        URI url = sender.allowed(body.url());
        Set<String> events = Set.copyOf(body.eventsOrAll());
        EnterpriseId owner = owner(caller, body.owner());
        if (owner != null && caller.enterprise() == null && !isKnown(owner)) {
            throw new ProblemFound(
                    Commands.problemOf(new SharedRejection.UnknownEnterprise(owner), request));
        }
        int most = owner == null ? MOST_OF_OTHERS : MOST;
        if (store.count(owner) >= most && !store.knows(name(request))) {
            throw new ProblemFound(
                    Problem.of(
                            "too-many-webhooks",
                            422,
                            "There are %d webhooks already, and no more are kept for one.\nMaybe delete one that nobody listens to."
                                    .formatted(most)));
        }
        Made made =
                store.make(
                        new Webhook(
                                newId(),
                                url,
                                events,
                                caller.key(),
                                owner == null ? caller.role() : CallerRole.ENTERPRISE,
                                owner,
                                caller.warehouses(),
                                newSecret(),
                                null,
                                null,
                                State.ACTIVE,
                                log.head().position(),
                                0,
                                0,
                                null,
                                null,
                                null,
                                null,
                                0,
                                submission.at()),
                        name(request),
                        Objects.requireNonNull(request.fingerprint()));
        if (!made.same()) {
            throw new ProblemFound(
                    Commands.problemOf(
                            new RequestKeyReused(Objects.requireNonNull(request.key())), request));
        }
        return answer(HttpStatus.CREATED, made.replayed())
                .body(row(made.webhook()).with(made.replayed() ? null : made.webhook().secret()));
    }

    private static @Nullable EnterpriseId owner(Caller caller, @Nullable EnterpriseId asked) {
        if (asked != null) {
            caller.mustOwn("owner", asked);
            if (caller.role() == CallerRole.REGULATOR) {
                // it would be the enterprise's own, for it to see and to end
                throw Malformed.field(
                        "owner", "A regulator's webhook is of all owners: leave 'owner' out.");
            }
        }
        return caller.ownerOr(asked);
    }

    /// Lists webhooks: an enterprise's own, a regulator's own, all to administrators.
    @Operation(summary = "Lists webhooks, without their secrets")
    @Reads({})
    @GetMapping("/v1/webhooks")
    ResponseEntity<Listing<WebhookRow>> list(Caller caller, PageRequest asked) {
        List<Webhook> page =
                store.page(
                        caller.enterprise(),
                        caller.role() == CallerRole.REGULATOR ? caller.key() : null,
                        asked.after() == null ? null : Cursor.decode(asked.after()),
                        asked.limit() + 1);
        boolean more = page.size() > asked.limit();
        List<Webhook> shown = more ? page.subList(0, asked.limit()) : page;
        return Listing.of(
                shown.stream().map(this::row).toList(),
                more ? Cursor.encode(shown.getLast().id()) : null);
    }

    /// Shows a webhook and how far it is.
    @Operation(summary = "Shows a webhook and how far it is")
    @Reads({})
    @GetMapping("/v1/webhooks/{webhookId}")
    ResponseEntity<WebhookRow> get(Caller caller, @PathVariable String webhookId) {
        return ResponseEntity.ok(row(find(caller, webhookId)));
    }

    /// Deletes a webhook. Nothing more is sent, but for a message that is on its way.
    @Operation(summary = "Deletes a webhook")
    @DeleteMapping("/v1/webhooks/{webhookId}")
    ResponseEntity<Void> delete(Submission submission, @PathVariable String webhookId) {
        var _ = store.remove(find(submission.caller(), webhookId).id());
        return ResponseEntity.noContent()
                .header(Headers.LOG_POSITION, Long.toString(commands.acknowledged()))
                .build();
    }

    /// Goes on from a position, with the same messages as the first time.
    @Operation(summary = "Sends again what happened from a position on")
    @PostMapping("/v1/webhooks/{webhookId}/replay")
    ResponseEntity<WebhookRow> replay(
            Submission submission, @PathVariable String webhookId, @RequestBody Replay body) {
        Request request = submission.keyed(body);
        Webhook webhook = live(submission.caller(), webhookId);
        long head = log.head().position();
        if (body.from() > head + 1) {
            throw Malformed.field(
                    "from",
                    "The log ends at %d, so nothing can be sent again from %d on."
                            .formatted(head, body.from()));
        }
        boolean now = store.goOn(webhook.id(), body.from() - 1, name(request));
        return changed(submission, webhookId, now);
    }

    /// Tries a webhook again that was given up.
    @Operation(summary = "Tries a webhook again that was given up, and one that waits at once")
    @PostMapping("/v1/webhooks/{webhookId}/activation")
    ResponseEntity<WebhookRow> activate(Submission submission, @PathVariable String webhookId) {
        Request request = submission.keyed(null);
        Webhook webhook = live(submission.caller(), webhookId);
        return changed(submission, webhookId, store.goOn(webhook.id(), null, name(request)));
    }

    /// Signs with a new secret from now on.
    @Operation(
            summary = "Signs with a new secret, which is shown this once",
            description = "For 24 hours messages are signed with the former one, too.")
    @PostMapping("/v1/webhooks/{webhookId}/secret")
    ResponseEntity<WebhookRow> rotate(Submission submission, @PathVariable String webhookId) {
        Request request = submission.keyed(null);
        Webhook webhook = live(submission.caller(), webhookId);
        String secret = newSecret();
        boolean now =
                store.rotate(webhook.id(), secret, submission.at().plus(OVERLAP), name(request));
        return answer(HttpStatus.OK, !now)
                .body(row(find(submission.caller(), webhookId)).with(now ? secret : null));
    }

    /// Sends a message that tells of nothing, now, and says what was answered.
    @Operation(summary = "Sends a test message now and says what was answered")
    @PostMapping("/v1/webhooks/{webhookId}/test")
    ResponseEntity<Tested> test(Submission submission, @PathVariable String webhookId)
            throws InterruptedException {
        WebhookSender.Sent sent = webhooks.test(live(submission.caller(), webhookId));
        return answer(HttpStatus.OK, false)
                .body(new Tested(sent.taken(), sent.status(), sent.failure(), sent.millis()));
    }

    private ResponseEntity<WebhookRow> changed(
            Submission submission, String webhookId, boolean now) {
        return answer(HttpStatus.OK, !now).body(row(find(submission.caller(), webhookId)));
    }

    private ResponseEntity.BodyBuilder answer(HttpStatus status, boolean replayed) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status)
                        .header(Headers.LOG_POSITION, Long.toString(commands.acknowledged()))
                        .header("Cache-Control", "no-store");
        return replayed ? answer.header(Headers.IDEMPOTENT_REPLAY, "true") : answer;
    }

    private Webhook find(Caller caller, String webhookId) {
        return store.find(webhookId)
                .filter(
                        webhook ->
                                caller.role() == CallerRole.ADMIN
                                        || (caller.enterprise() == null
                                                ? webhook.key().equals(caller.key())
                                                : caller.enterprise().equals(webhook.enterprise())))
                .orElseThrow(() -> Unknown.document("webhook", webhookId));
    }

    /// One whose key is good: nothing is sent for another, and nothing brings it back.
    private Webhook live(Caller caller, String webhookId) {
        Webhook webhook = find(caller, webhookId);
        if (webhook.state() == State.REVOKED
                || views.keys()
                        .find(webhook.key())
                        .filter(key -> key.revoked() != null)
                        .isPresent()) {
            throw new ProblemFound(
                    Problem.of(
                            "webhook-revoked",
                            422,
                            "The key that made this webhook was revoked, and its rights with it.\nMaybe make another one with a key that is good."));
        }
        return webhook;
    }

    /// A request's key is the caller's own.
    private static String name(Request request) {
        return request.actor() + " " + request.key();
    }

    private WebhookRow row(Webhook webhook) {
        return WebhookRow.of(webhook, log.head().position());
    }

    private static String newId() {
        byte[] bits = new byte[ID_BYTES];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    private static String newSecret() {
        byte[] bits = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bits);
        return "whsec_" + Base64.getEncoder().encodeToString(bits);
    }

    /// What somebody wants to be told, and where.
    ///
    /// @param events what happens, such as OrderPlaced; all if left out
    /// @param owner  whose goods it is about; for a key of an enterprise that enterprise
    record WebhookRequest(String url, @Nullable List<String> events, @Nullable EnterpriseId owner) {
        WebhookRequest {
            Shape.text("url", url, MAX_URL);
            if (events != null) {
                events = Shape.list("events", events, 0, MOST_EVENTS);
                StreamedEvent.mustBe(events);
            }
        }

        private static final int MAX_URL = 2_000;

        List<String> eventsOrAll() {
            return events == null ? List.of() : events;
        }
    }

    /// From where to send again.
    ///
    /// @param from the position of the first event; 1 is the first of all
    record Replay(long from) {
        Replay {
            if (from < 1) {
                throw Malformed.field("from", "Positions begin at 1, not at %d.".formatted(from));
            }
        }
    }

    /// What the receiver answered.
    record Tested(boolean taken, @Nullable Integer status, @Nullable String failure, long millis) {}

    /// How a webhook is.
    enum Standing {
        ACTIVE,
        /// The next message was not taken yet.
        FAILING,
        /// Given up.
        DEAD,
        /// Its key was revoked.
        REVOKED
    }

    /// A webhook and how far it is.
    ///
    /// @param events       what is told; everything for none
    /// @param position     up to there all was told
    /// @param behind       how many events have happened since
    /// @param delivered    how many messages were taken
    /// @param attempts     how often the next message was not
    /// @param failingSince since when
    /// @param lastFailure  what happened, such as `http-503`, `timed-out`, `no-connection`,
    ///     `private-network`, `key-revoked`
    /// @param nextAttempt  when it is sent again
    /// @param secret       only in the answer that made it; a retry gets none: rotate it if it was
    ///     lost
    record WebhookRow(
            String webhookId,
            String url,
            List<String> events,
            @Nullable EnterpriseId owner,
            Standing state,
            long position,
            long behind,
            long delivered,
            int attempts,
            @Nullable Instant failingSince,
            @Nullable String lastFailure,
            @Nullable Instant lastFailed,
            @Nullable Instant nextAttempt,
            Instant created,
            @Nullable String secret) {
        static WebhookRow of(Webhook webhook, long head) {
            return new WebhookRow(
                    webhook.id(),
                    webhook.url().toString(),
                    webhook.events().stream().sorted().toList(),
                    webhook.enterprise(),
                    switch (webhook.state()) {
                        case ACTIVE -> webhook.attempts() > 0 ? Standing.FAILING : Standing.ACTIVE;
                        case DEAD -> Standing.DEAD;
                        case REVOKED -> Standing.REVOKED;
                    },
                    webhook.position(),
                    Math.max(0, head - webhook.position()),
                    webhook.delivered(),
                    webhook.attempts(),
                    webhook.failing(),
                    webhook.failure(),
                    webhook.failed(),
                    webhook.next(),
                    webhook.created(),
                    null);
        }

        WebhookRow with(@Nullable String shown) {
            return new WebhookRow(
                    webhookId,
                    url,
                    events,
                    owner,
                    state,
                    position,
                    behind,
                    delivered,
                    attempts,
                    failingSince,
                    lastFailure,
                    lastFailed,
                    nextAttempt,
                    created,
                    shown);
        }
    }
}
