package io.lotline.projections.access;

import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A caller's key, without its secret.
///
/// @param revoked when it was revoked, null while it is good
public record Key(
        KeyId keyId,
        String label,
        CallerRole role,
        @Nullable EnterpriseId enterpriseId,
        Set<WarehouseId> warehouses,
        Instant issued,
        String issuedBy,
        @Nullable Instant revoked) {

    public Key {
        warehouses = Set.copyOf(warehouses);
    }

    Key revokedAt(Instant at) {
        return new Key(keyId, label, role, enterpriseId, warehouses, issued, issuedBy, at);
    }
}
