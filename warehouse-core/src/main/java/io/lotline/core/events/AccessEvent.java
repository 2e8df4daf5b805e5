package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may do what, and what regulators looked at.
public sealed interface AccessEvent extends WarehouseEvent {

    /// No goods are handled.
    @Override
    default Step step() {
        return Step.NONE;
    }

    /// A key was issued. Only its SHA-256 (lower-case hex) is kept; the key has 256 random bits.
    @Event(name = "KeyIssued")
    record KeyIssued(
            KeyId key,
            String label,
            CallerRole role,
            @Nullable EnterpriseId enterprise,
            Set<WarehouseId> warehouses,
            String secretHash)
            implements AccessEvent {
        public KeyIssued {
            warehouses = Set.copyOf(warehouses);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.key(key));
        }
    }

    @Event(name = "KeyRevoked")
    record KeyRevoked(KeyId key) implements AccessEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.key(key));
        }
    }

    /// A regulator looked something up.
    @Event(name = "LookedUp")
    record LookedUp(KeyId key, String path, @Nullable String query) implements AccessEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.key(key));
        }
    }
}
