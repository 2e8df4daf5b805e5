package io.lotline.projections.access;

import io.lotline.core.values.KeyId;
import io.lotline.projections.access.KeyHashesView.HashedKey;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about keys.
public final class Keys {
    private final Documents<Key> keys;
    private final Documents<HashedKey> hashes;

    public Keys(Documents<Key> keys, Documents<HashedKey> hashes) {
        this.keys = keys;
        this.hashes = hashes;
    }

    public Optional<Key> find(KeyId key) {
        return keys.find(key.value());
    }

    /// The good key whose secret has this SHA-256, in lower-case hex; empty for unknown and revoked
    /// ones.
    public Optional<Key> findBySecretHash(String secretHash) {
        return hashes.find(secretHash)
                .flatMap(hashed -> find(hashed.keyId()))
                .filter(key -> key.revoked() == null);
    }

    public Page<Key> find(@Nullable String after, int limit) {
        return keys.find(Where.ALL, after, limit);
    }
}
