package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Fingerprint;
import io.lotline.api.http.HttpLimits;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.MalformedValue;
import io.lotline.projections.Views;
import io.lotline.projections.access.Key;
import io.lotline.projections.engine.StoreUnavailable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Tells whose key it is. Keys are known by their SHA-256 only.
///
/// What the directory says is kept for a second, so a key that another node revoked counts for at
/// most that long; a key that this node revoked stops at once. Where the views of the keys are
/// late, the directory reads the log.
///
/// A key in use is looked up anew beside the requests that it comes with, before its second is
/// over, and whoever has to wait for a look waits for the one that is on its way: many clients that
/// share a key cost as much as one.
@Component
public final class KeyRing {
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    /// From this age on what is kept is looked up anew while it still counts.
    private static final long RENEWED_NANOS = KEPT_NANOS / 2;

    private static final int MOST_KEPT = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What [#newKey] makes: 32 bytes are 43 letters.
    private static final Pattern MADE =
            Pattern.compile("lot_([A-Za-z0-9._-]{1,64})_[A-Za-z0-9_-]{43}");

    private final BiFunction<String, List<KeyId>, Optional<Key>> directory;
    private final Function<KeyId, Optional<Key>> byId;
    private final LongSupplier nanos;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Set<KeyId> revokedHere = ConcurrentHashMap.newKeySet();

    @Autowired
    public KeyRing(Views views) {
        this(views.keys()::findNow, views.keys()::findNow, System::nanoTime);
    }

    /// @param directory finds the good key of a hash among the ids that it may have
    /// @param byId      finds the good key with an id
    /// @param nanos     a monotonic clock
    KeyRing(
            BiFunction<String, List<KeyId>, Optional<Key>> directory,
            Function<KeyId, Optional<Key>> byId,
            LongSupplier nanos) {
        this.directory = directory;
        this.byId = byId;
        this.nanos = nanos;
    }

    /// A new key: its id can be read off it, its secret has 256 random bits.
    public static String newKey(KeyId id) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return "lot_%s_%s"
                .formatted(id, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// A new random key id.
    public static KeyId newKeyId() {
        byte[] bits = new byte[9];
        RANDOM.nextBytes(bits);
        return new KeyId(java.util.HexFormat.of().formatHex(bits));
    }

    /// The id of an administrator's key that was given to the server and not made by it.
    static KeyId givenKeyId(String hash) {
        return new KeyId("admin-" + hash.substring(0, 8));
    }

    /// The ids that a key may have: the one that can be read off it, or one that was given.
    private static List<KeyId> idsOf(String key, String hash) {
        Matcher made = MADE.matcher(key);
        try {
            return made.matches()
                    ? List.of(new KeyId(made.group(1)), givenKeyId(hash))
                    : List.of(givenKeyId(hash));
        } catch (MalformedValue e) {
            // no key was ever issued by such an id
            return List.of(givenKeyId(hash));
        }
    }

    /// The holder of a key, null if it is unknown or revoked.
    ///
    /// @throws io.lotline.projections.engine.StoreUnavailable if that cannot be found out now
    /// @throws io.lotline.core.eventlog.LogUnavailable        likewise
    public @Nullable Caller callerOf(String key) {
        String hash = Fingerprint.sha256(key);
        return callerOf(hash, () -> directory.apply(hash, idsOf(key, hash)));
    }

    /// The holder of the key with this id, as [#callerOf] tells it: for whoever has shown the key
    /// before.
    @Nullable Caller callerOf(KeyId key) {
        return callerOf("id:" + key, () -> byId.apply(key));
    }

    /// @param name what it is kept by
    /// @param way  looks into the directory
    private @Nullable Caller callerOf(String name, Supplier<Optional<Key>> way) {
        long now = nanos.getAsLong();
        Kept known = kept.get(name);
        long age = known == null ? Long.MAX_VALUE : now - known.since();
        if (known == null || age > KEPT_NANOS) {
            known = looked(name, way, now);
        } else if (age > RENEWED_NANOS) {
            look(name, way, now, now - RENEWED_NANOS);
        }
        return known == null || revokedHere.contains(known.caller().key()) ? null : known.caller();
    }

    private @Nullable Kept looked(String name, Supplier<Optional<Key>> way, long now) {
        Look joined = look(name, way, now, now - RENEWED_NANOS);
        Kept found = joined.await();
        // a key that was issued meanwhile is none of those that an earlier look could find
        return found == null && joined.since < now ? look(name, way, now, now).await() : found;
    }

    /// The look that is on its way, if it began no earlier than `notBefore`, or a new one.
    private Look look(String name, Supplier<Optional<Key>> way, long now, long notBefore) {
        Look begun = new Look(now);
        Look counting =
                looks.merge(
                        name,
                        begun,
                        (running, mine) -> running.since - notBefore >= 0 ? running : mine);
        if (counting == begun) {
            begun.start(name, way);
        }
        return counting;
    }

    /// One look into the directory, for all who ask meanwhile.
    private final class Look {
        private final long since;
        private final CompletableFuture<@Nullable Kept> found = new CompletableFuture<>();
        private volatile @Nullable Thread thread;

        Look(long since) {
            this.since = since;
        }

        void start(String name, Supplier<Optional<Key>> way) {
            thread = Thread.startVirtualThread(() -> run(name, way));
        }

        /// Nobody joins a look that has ended: who asks after a failure looks anew.
        private void run(String name, Supplier<Optional<Key>> way) {
            try {
                @Nullable Kept now = keep(name, way.get().orElse(null));
                looks.remove(name, this);
                found.complete(now);
            } catch (RuntimeException | Error e) {
                looks.remove(name, this);
                found.completeExceptionally(e);
            }
        }

        /// What it says counts from when it began.
        private @Nullable Kept keep(String name, @Nullable Key key) {
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            Kept now = key == null ? null : new Kept(callerOf(key), since);
            kept.compute(
                    name,
                    (_, before) -> before != null && before.since() - since > 0 ? before : now);
            return now;
        }

        /// A request has its own time left only if nobody waits long for its key.
        @Nullable Kept await() {
            try {
                return found.get(HttpLimits.KEY_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Thread looking = thread;
                if (looking != null) {
                    looking.interrupt();
                }
                throw new StoreUnavailable(
                        "Whose key this is was not found within %s.".formatted(HttpLimits.KEY_WAIT),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailable("Interrupted while a key was looked for.", e);
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failed -> throw failed;
                    case Error failed -> throw failed;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }

    private static Caller callerOf(Key key) {
        return new Caller(key.keyId(), key.role(), key.enterpriseId(), key.warehouses());
    }

    /// Stops a key on this node, whatever the views know.
    public void revoked(KeyId key) {
        revokedHere.add(key);
    }

    /// @param since when the look began that found it
    private record Kept(Caller caller, long since) {}
}
