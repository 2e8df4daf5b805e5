package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Fingerprint;
import io.lotline.api.http.HttpLimits;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.MalformedValue;
import io.lotline.projections.Views;
import io.lotline.projections.access.Key;
import io.lotline.projections.access.Keys;
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
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells whose key it is. Keys are known by their SHA-256 only.
///
/// What the directory says is kept for a second, so a key that another node revoked counts for at
/// most that long; a key that this node revoked stops at once. Where the views of the keys are
/// late, the directory reads the log.
@Component
public final class KeyRing {
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_KEPT = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What [#newKey] makes: 32 bytes are 43 letters.
    private static final Pattern MADE =
            Pattern.compile("lot_([A-Za-z0-9._-]{1,64})_[A-Za-z0-9_-]{43}");

    private final Keys directory;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Set<KeyId> revokedHere = ConcurrentHashMap.newKeySet();

    public KeyRing(Views views) {
        this.directory = views.keys();
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
        return callerOf(hash, () -> directory.findNow(hash, idsOf(key, hash)));
    }

    /// The holder of the key with this id, as [#callerOf] tells it: for whoever has shown the key
    /// before.
    @Nullable Caller callerOf(KeyId key) {
        return callerOf("id:" + key, () -> directory.findNow(key));
    }

    private @Nullable Caller callerOf(String name, Supplier<Optional<Key>> look) {
        Kept known = kept.get(name);
        if (known == null || System.nanoTime() - known.since() > KEPT_NANOS) {
            Key found = inTime(look).orElse(null);
            if (found == null) {
                kept.remove(name);
                return null;
            }
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            known = new Kept(callerOf(found), System.nanoTime());
            kept.put(name, known);
        }
        return revokedHere.contains(known.caller().key()) ? null : known.caller();
    }

    /// A request has its own time left only if nobody waits long for its key.
    private static Optional<Key> inTime(Supplier<Optional<Key>> look) {
        CompletableFuture<Optional<Key>> found = new CompletableFuture<>();
        Thread looking =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                found.complete(look.get());
                            } catch (RuntimeException | Error e) {
                                found.completeExceptionally(e);
                            }
                        });
        try {
            return found.get(HttpLimits.KEY_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            looking.interrupt();
            throw new StoreUnavailable(
                    "Whose key this is was not found within %s.".formatted(HttpLimits.KEY_WAIT), e);
        } catch (InterruptedException e) {
            looking.interrupt();
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

    private static Caller callerOf(Key key) {
        return new Caller(key.keyId(), key.role(), key.enterpriseId(), key.warehouses());
    }

    /// Stops a key on this node, whatever the views know.
    public void revoked(KeyId key) {
        revokedHere.add(key);
    }

    private record Kept(Caller caller, long since) {}
}
