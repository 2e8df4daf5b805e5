package io.lotline.projections.access;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.Tags;
import io.lotline.core.values.KeyId;
import io.lotline.projections.access.KeyHashesView.HashedKey;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The questions about keys.
public final class Keys {
    private static final KeysView FOLD = new KeysView();

    private final Documents<Key> keys;
    private final Documents<HashedKey> hashes;
    private final LogReader log;
    private final LongSupplier reflected;

    /// @param reflected the position that both views reflect
    public Keys(
            Documents<Key> keys,
            Documents<HashedKey> hashes,
            LogReader log,
            LongSupplier reflected) {
        this.keys = keys;
        this.hashes = hashes;
        this.log = log;
        this.reflected = reflected;
    }

    public Optional<Key> find(KeyId key) {
        return keys.find(key.value());
    }

    /// The good key whose secret has this SHA-256, in lower-case hex; empty for unknown and revoked
    /// ones.
    public Optional<Key> findBySecretHash(String secretHash) {
        return inViews(secretHash).filter(Keys::isGood);
    }

    /// As [#findBySecretHash], and what the views do not reflect yet is read from the log: a late
    /// view makes no key unknown, and none that was revoked good.
    ///
    /// @param ids the ids that a key with this secret may have
    public Optional<Key> findNow(String secretHash, Collection<KeyId> ids) {
        // before the views are asked: what they reflect then is at least this
        long seen = reflected.getAsLong();
        Optional<Key> known = inViews(secretHash);
        if (seen < log.head()) {
            known =
                    known.isPresent()
                            ? since(seen, known.get())
                            : ids.stream().flatMap(id -> issued(id, secretHash).stream()).findAny();
        }
        return known.filter(Keys::isGood);
    }

    /// The good key with this id, as of now: what the view does not reflect yet is read from the
    /// log.
    public Optional<Key> findNow(KeyId id) {
        long seen = reflected.getAsLong();
        Optional<Key> known = find(id);
        if (seen < log.head()) {
            AtomicReference<@Nullable Key> key = new AtomicReference<>(known.orElse(null));
            log.forEachAfter(known.isPresent() ? seen : 0, about(id), event -> fold(key, event));
            known = Optional.ofNullable(key.get());
        }
        return known.filter(Keys::isGood);
    }

    private Optional<Key> inViews(String secretHash) {
        return hashes.find(secretHash).flatMap(hashed -> find(hashed.keyId()));
    }

    private static boolean isGood(Key key) {
        return key.revoked() == null;
    }

    private Optional<Key> since(long position, Key known) {
        AtomicReference<@Nullable Key> key = new AtomicReference<>(known);
        log.forEachAfter(position, about(known.keyId()), event -> fold(key, event));
        return Optional.ofNullable(key.get());
    }

    private Optional<Key> issued(KeyId id, String secretHash) {
        AtomicReference<@Nullable Key> key = new AtomicReference<>();
        AtomicReference<String> hash = new AtomicReference<>("");
        log.forEachAfter(
                0,
                about(id),
                event -> {
                    fold(key, event);
                    if (event.event() instanceof KeyIssued issued) {
                        hash.set(issued.secretHash());
                    }
                });
        return Optional.ofNullable(key.get()).filter(found -> secretHash.equals(hash.get()));
    }

    private static void fold(AtomicReference<@Nullable Key> key, Recorded event) {
        Key before = key.get();
        for (String id : FOLD.keys(event)) {
            key.set(FOLD.fold(before, event, id));
        }
    }

    private static Criterion about(KeyId id) {
        return new Criterion(
                Set.of(Tags.key(id)),
                Set.of(
                        EventCatalogue.nameOf(KeyIssued.class),
                        EventCatalogue.nameOf(KeyRevoked.class)));
    }

    /// The labels of these keys, by id.
    public Map<String, String> labels(Collection<String> ids) {
        Map<String, String> labels = new HashMap<>();
        List<String> distinct = ids.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            keys.forEachPart(
                    Where.ALL.keyIn(distinct),
                    List.of("label"),
                    (id, fields) -> labels.put(id, String.valueOf(fields.get("label"))));
        }
        return labels;
    }

    public Page<Key> find(@Nullable String after, int limit) {
        return keys.find(Where.ALL, after, limit);
    }
}
