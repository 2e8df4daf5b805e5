package io.lotline.projections.access;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.projections.engine.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the keys, by key id.
public final class KeysView implements View<Key> {
    public static final String NAME = "keys";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Key> documentType() {
        return Key.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        if (recorded.event() instanceof KeyIssued issued) {
            return Set.of(issued.key().value());
        }
        return recorded.event() instanceof KeyRevoked revoked
                ? Set.of(revoked.key().value())
                : Set.of();
    }

    @Override
    public @Nullable Key fold(@Nullable Key before, Recorded recorded, String key) {
        if (recorded.event() instanceof KeyIssued issued) {
            return new Key(
                    issued.key(),
                    issued.label(),
                    issued.role(),
                    issued.enterprise(),
                    issued.warehouses(),
                    recorded.at(),
                    recorded.actor(),
                    null);
        }
        return before == null ? null : before.revokedAt(recorded.at());
    }
}
