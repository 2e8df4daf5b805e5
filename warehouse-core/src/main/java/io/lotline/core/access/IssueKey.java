package io.lotline.core.access;

import io.lotline.core.decision.Command;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Issues a key whose SHA-256 is `secretHash` (lower-case hex).
public record IssueKey(
        KeyId key,
        String label,
        CallerRole role,
        @Nullable EnterpriseId enterprise,
        Set<WarehouseId> warehouses,
        String secretHash)
        implements Command {
    public IssueKey {
        warehouses = Set.copyOf(warehouses);
    }
}
