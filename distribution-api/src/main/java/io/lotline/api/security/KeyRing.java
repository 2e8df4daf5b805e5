package io.lotline.api.security;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Fingerprint;
import io.lotline.core.values.KeyId;
import io.lotline.projections.Views;
import io.lotline.projections.access.Key;
import io.lotline.projections.access.Keys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells whose key it is. Keys are known by their SHA-256 only.
///
/// What the directory says is kept for a second, so a key that another node revoked counts for at
/// most that long (and the view's delay); a key that this node revoked stops at once.
@Component
public final class KeyRing {
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_KEPT = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

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

    /// The holder of a key, null if it is unknown or revoked.
    public @Nullable Caller callerOf(String key) {
        String hash = Fingerprint.sha256(key);
        Kept known = kept.get(hash);
        if (known == null || System.nanoTime() - known.since() > KEPT_NANOS) {
            Key found = directory.findBySecretHash(hash).orElse(null);
            if (found == null) {
                kept.remove(hash);
                return null;
            }
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            known = new Kept(callerOf(found), System.nanoTime());
            kept.put(hash, known);
        }
        return revokedHere.contains(known.caller().key()) ? null : known.caller();
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
