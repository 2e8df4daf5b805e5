package io.lotline.projections.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.WarehouseId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The webhooks, beside the log: their secrets are nobody's to read, and how far each is changes
/// with every delivery.
///
/// Whatever changes where a webhook goes on counts its `generation` up: a deliverer that knows an
/// older one notes nothing any more.
public final class WebhookStore {
    private static final String ID = "_id";
    private static final String URL = "url";
    private static final String EVENTS = "events";
    private static final String KEY = "key";
    private static final String ROLE = "role";
    private static final String ENTERPRISE = "enterprise";
    private static final String WAREHOUSES = "warehouses";
    private static final String SECRET = "secret";
    private static final String FORMER = "former";
    private static final String FORMER_UNTIL = "formerUntil";
    private static final String STATE = "state";
    private static final String POSITION = "position";
    private static final String GENERATION = "generation";
    private static final String ATTEMPTS = "attempts";
    private static final String FAILING = "failing";
    private static final String FAILURE = "failure";
    private static final String FAILED = "failed";
    private static final String NEXT = "next";
    private static final String DELIVERED = "delivered";
    private static final String CREATED = "created";
    private static final String REQUEST = "request";
    private static final String FINGERPRINT = "fingerprint";
    private static final String REQUESTS = "requests";

    /// So many requests that changed a webhook are known again.
    private static final int KNOWN_REQUESTS = 50;

    private final MongoCollection<Document> webhooks;

    public WebhookStore(LotlineStore store) {
        this.webhooks = store.database().getCollection("webhooks");
        webhooks.createIndex(Indexes.ascending(REQUEST), new IndexOptions().unique(true));
    }

    /// Whether anything more is sent.
    public enum State {
        ACTIVE,
        /// Given up, after days of failures or because the receiver said that it is gone.
        DEAD,
        /// Its key was revoked.
        REVOKED
    }

    /// A webhook.
    ///
    /// @param events      the events that are sent; all for none
    /// @param enterprise  whose goods it is about; null for all
    /// @param former      the secret before, with which is signed too until `formerUntil`
    /// @param position    up to there all is delivered, or not to be
    /// @param attempts    how often the next message failed
    /// @param failing     since when
    /// @param failure     what happened last, such as `http-503`; null where nothing failed since
    /// @param next        when it is tried again
    /// @param delivered   how many messages were taken
    public record Webhook(
            String id,
            URI url,
            Set<String> events,
            KeyId key,
            CallerRole role,
            @Nullable EnterpriseId enterprise,
            Set<WarehouseId> warehouses,
            String secret,
            @Nullable String former,
            @Nullable Instant formerUntil,
            State state,
            long position,
            long generation,
            int attempts,
            @Nullable Instant failing,
            @Nullable String failure,
            @Nullable Instant failed,
            @Nullable Instant next,
            long delivered,
            Instant created) {
        public Webhook {
            events = Set.copyOf(events);
            warehouses = Set.copyOf(warehouses);
        }
    }

    /// What became of a request to make a webhook.
    ///
    /// @param webhook  the one that was made, now or by the same request before
    /// @param replayed whether by the same request before
    /// @param same     whether that asked for the same
    public record Made(Webhook webhook, boolean replayed, boolean same) {}

    /// Makes a webhook, once for a request.
    public Made make(Webhook webhook, String request, String fingerprint) {
        Document stored =
                document(webhook).append(REQUEST, request).append(FINGERPRINT, fingerprint);
        return Asked.of(
                () -> {
                    try {
                        webhooks.insertOne(stored);
                        return new Made(webhook, false, true);
                    } catch (MongoWriteException e) {
                        if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                            throw e;
                        }
                        Document before = webhooks.find(Filters.eq(REQUEST, request)).first();
                        if (before == null) {
                            throw e;
                        }
                        return new Made(
                                webhook(before),
                                true,
                                fingerprint.equals(before.getString(FINGERPRINT)));
                    }
                });
    }

    /// Whether a webhook was made by this request.
    public boolean knows(String request) {
        return Asked.of(() -> webhooks.countDocuments(Filters.eq(REQUEST, request)) > 0);
    }

    public Optional<Webhook> find(String id) {
        return Asked.of(() -> Optional.ofNullable(webhooks.find(Filters.eq(ID, id)).first()))
                .map(WebhookStore::webhook);
    }

    /// Those that are to be delivered to.
    public List<Webhook> active() {
        return all(Filters.eq(STATE, State.ACTIVE.name()), null, Integer.MAX_VALUE);
    }

    /// A page of them, by id.
    ///
    /// @param enterprise only this one's; null for all
    /// @param key        only those of this key; null for all
    public List<Webhook> page(
            @Nullable EnterpriseId enterprise,
            @Nullable KeyId key,
            @Nullable String after,
            int limit) {
        List<Bson> where = new ArrayList<>();
        where.add(Filters.exists(ID));
        if (enterprise != null) {
            where.add(Filters.eq(ENTERPRISE, enterprise.value()));
        }
        if (key != null) {
            where.add(Filters.eq(KEY, key.value()));
        }
        return all(Filters.and(where), after, limit);
    }

    /// How many an enterprise has; with null, how many are nobody's.
    public long count(@Nullable EnterpriseId enterprise) {
        return Asked.of(
                () ->
                        webhooks.countDocuments(
                                enterprise == null
                                        ? Filters.exists(ENTERPRISE, false)
                                        : Filters.eq(ENTERPRISE, enterprise.value())));
    }

    private List<Webhook> all(Bson where, @Nullable String after, int limit) {
        Bson from = after == null ? where : Filters.and(where, Filters.gt(ID, after));
        return Asked.of(
                () ->
                        webhooks
                                .find(from)
                                .sort(Sorts.ascending(ID))
                                .limit(limit == Integer.MAX_VALUE ? 0 : limit)
                                .into(new ArrayList<>())
                                .stream()
                                .map(WebhookStore::webhook)
                                .toList());
    }

    public boolean remove(String id) {
        return Asked.of(() -> webhooks.deleteOne(Filters.eq(ID, id)).getDeletedCount() > 0);
    }

    /// Goes on after this position, once for a request; a webhook that was given up is tried again.
    ///
    /// @return whether it was done now, and not before
    public boolean goOn(String id, @Nullable Long position, String request) {
        List<Bson> changes = new ArrayList<>(fresh());
        changes.add(Updates.set(STATE, State.ACTIVE.name()));
        if (position != null) {
            changes.add(Updates.set(POSITION, position));
        }
        return once(id, request, changes);
    }

    /// Signs with another secret from now on, and with the one before as well for a while.
    public boolean rotate(String id, String secret, Instant formerUntil, String request) {
        Document before = Asked.of(() -> webhooks.find(Filters.eq(ID, id)).first());
        return before != null
                && once(
                        id,
                        request,
                        List.of(
                                Updates.set(SECRET, secret),
                                Updates.set(FORMER, before.getString(SECRET)),
                                Updates.set(FORMER_UNTIL, formerUntil.toEpochMilli())));
    }

    private boolean once(String id, String request, List<Bson> changes) {
        List<Bson> all = new ArrayList<>(changes);
        all.add(Updates.inc(GENERATION, 1L));
        all.add(
                Updates.pushEach(
                        REQUESTS, List.of(request), new PushOptions().slice(-KNOWN_REQUESTS)));
        return Asked.of(
                () ->
                        webhooks.updateOne(
                                                Filters.and(
                                                        Filters.eq(ID, id),
                                                        Filters.ne(REQUESTS, request)),
                                                Updates.combine(all))
                                        .getMatchedCount()
                                > 0);
    }

    private static List<Bson> fresh() {
        return List.of(
                Updates.set(ATTEMPTS, 0),
                Updates.unset(FAILING),
                Updates.unset(FAILURE),
                Updates.unset(FAILED),
                Updates.unset(NEXT));
    }

    /// Notes that all up to a position is done.
    ///
    /// @param taken how many messages were taken since it was noted last
    /// @return whether the webhook is still as it was known
    public boolean reached(Webhook webhook, long position, int taken) {
        List<Bson> changes = new ArrayList<>();
        changes.add(Updates.set(POSITION, position));
        changes.add(Updates.inc(DELIVERED, (long) taken));
        if (taken > 0) {
            changes.addAll(fresh());
        }
        return change(webhook, changes);
    }

    /// Notes that the next message was not taken.
    public boolean failed(
            Webhook webhook,
            int attempts,
            Instant failing,
            String failure,
            Instant at,
            Instant next) {
        return change(
                webhook,
                List.of(
                        Updates.set(ATTEMPTS, attempts),
                        Updates.set(FAILING, failing.toEpochMilli()),
                        Updates.set(FAILURE, failure),
                        Updates.set(FAILED, at.toEpochMilli()),
                        Updates.set(NEXT, next.toEpochMilli())));
    }

    /// Sends nothing more.
    public boolean end(Webhook webhook, State state, String why, Instant at) {
        return change(
                webhook,
                List.of(
                        Updates.set(STATE, state.name()),
                        Updates.set(FAILURE, why),
                        Updates.set(FAILED, at.toEpochMilli()),
                        Updates.unset(NEXT)));
    }

    private boolean change(Webhook webhook, List<Bson> changes) {
        return Asked.of(
                () ->
                        webhooks.updateOne(
                                                Filters.and(
                                                        Filters.eq(ID, webhook.id()),
                                                        Filters.eq(
                                                                GENERATION, webhook.generation())),
                                                Updates.combine(changes))
                                        .getMatchedCount()
                                > 0);
    }

    private static Document document(Webhook webhook) {
        Document document =
                new Document(ID, webhook.id())
                        .append(URL, webhook.url().toString())
                        .append(EVENTS, webhook.events().stream().sorted().toList())
                        .append(KEY, webhook.key().value())
                        .append(ROLE, webhook.role().name())
                        .append(
                                WAREHOUSES,
                                webhook.warehouses().stream()
                                        .map(WarehouseId::value)
                                        .sorted()
                                        .toList())
                        .append(SECRET, webhook.secret())
                        .append(STATE, webhook.state().name())
                        .append(POSITION, webhook.position())
                        .append(GENERATION, webhook.generation())
                        .append(ATTEMPTS, webhook.attempts())
                        .append(DELIVERED, webhook.delivered())
                        .append(CREATED, webhook.created().toEpochMilli());
        if (webhook.enterprise() != null) {
            document.append(ENTERPRISE, webhook.enterprise().value());
        }
        return document;
    }

    private static Webhook webhook(Document stored) {
        String enterprise = stored.getString(ENTERPRISE);
        Set<WarehouseId> warehouses = new HashSet<>();
        stored.getList(WAREHOUSES, String.class, List.of())
                .forEach(id -> warehouses.add(new WarehouseId(id)));
        return new Webhook(
                stored.getString(ID),
                URI.create(stored.getString(URL)),
                new HashSet<>(stored.getList(EVENTS, String.class, List.of())),
                new KeyId(stored.getString(KEY)),
                CallerRole.valueOf(stored.getString(ROLE)),
                enterprise == null ? null : new EnterpriseId(enterprise),
                warehouses,
                stored.getString(SECRET),
                stored.getString(FORMER),
                instant(stored, FORMER_UNTIL),
                State.valueOf(stored.getString(STATE)),
                stored.get(POSITION, Number.class).longValue(),
                stored.get(GENERATION, Number.class).longValue(),
                stored.get(ATTEMPTS, Number.class).intValue(),
                instant(stored, FAILING),
                stored.getString(FAILURE),
                instant(stored, FAILED),
                instant(stored, NEXT),
                stored.get(DELIVERED, Number.class).longValue(),
                Instant.ofEpochMilli(stored.get(CREATED, Number.class).longValue()));
    }

    private static @Nullable Instant instant(Document stored, String field) {
        Number millis = stored.get(field, Number.class);
        return millis == null ? null : Instant.ofEpochMilli(millis.longValue());
    }
}
