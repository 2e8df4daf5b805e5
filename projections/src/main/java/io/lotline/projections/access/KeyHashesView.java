package io.lotline.projections.access;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.values.KeyId;
import io.lotline.projections.access.KeyHashesView.HashedKey;
import io.lotline.projections.engine.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view from the hash of a key's secret to the key, for signing in by one look-up.
public final class KeyHashesView implements View<HashedKey> {
    public static final String NAME = "key-hashes";

    /// The key with a secret of this hash.
    public record HashedKey(KeyId keyId) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<HashedKey> documentType() {
        return HashedKey.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof KeyIssued issued
                ? Set.of(issued.secretHash())
                : Set.of();
    }

    @Override
    public @Nullable HashedKey fold(@Nullable HashedKey before, Recorded recorded, String key) {
        return recorded.event() instanceof KeyIssued issued ? new HashedKey(issued.key()) : before;
    }
}
