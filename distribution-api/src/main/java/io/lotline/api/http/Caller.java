package io.lotline.api.http;

import io.lotline.core.values.CallerRole;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who sent a request, as the key of its `Authorization` header says.
///
/// @param enterprise the enterprise that it acts for; null unless the role is ENTERPRISE
/// @param warehouses where it works; empty for everywhere
public record Caller(
        KeyId key,
        CallerRole role,
        @Nullable EnterpriseId enterprise,
        Set<WarehouseId> warehouses) {
    public Caller {
        warehouses = Set.copyOf(warehouses);
    }

    /// Whether goods and documents of `owner` exist for this caller.
    public boolean sees(EnterpriseId owner) {
        return enterprise == null || enterprise.equals(owner);
    }

    /// Whether a document of `owner` in `warehouse` exists for this caller.
    public boolean sees(EnterpriseId owner, WarehouseId warehouse) {
        return sees(owner) && worksIn(warehouse);
    }

    /// Whose goods to look at: the caller's own for an enterprise, whatever was asked for
    /// otherwise.
    public @Nullable EnterpriseId ownerOr(@Nullable EnterpriseId asked) {
        return enterprise == null ? asked : enterprise;
    }

    /// Whether the goods of `asked` are another's, so that there is nothing to list.
    public boolean excludes(@Nullable EnterpriseId asked) {
        return asked != null && !sees(asked);
    }

    /// Which warehouse to look at: its own for staff of one warehouse, else whichever was asked
    /// for.
    public @Nullable WarehouseId warehouseOr(@Nullable WarehouseId asked) {
        return asked == null && warehouses.size() == 1 ? warehouses.iterator().next() : asked;
    }

    /// The warehouses whose documents exist for it as far as commands go; null for all.
    public @Nullable Set<WarehouseId> ownWarehouses() {
        return warehouses.isEmpty() ? null : warehouses;
    }

    /// Whether it may act in `warehouse`.
    public boolean worksIn(WarehouseId warehouse) {
        return warehouses.isEmpty() || warehouses.contains(warehouse);
    }

    /// Ends the request unless the caller may act for `owner`.
    ///
    /// @param field the member of the body that named the owner
    public void mustOwn(String field, EnterpriseId owner) {
        if (!sees(owner)) {
            throw new ProblemFound(
                    Problem.of(
                                    "not-your-goods",
                                    403,
                                    "This key acts for enterprise %s, not for %s.\nMaybe correct '%s', or use a key of %s."
                                            .formatted(enterprise, owner, field, owner))
                            .with("enterpriseId", enterprise)
                            .with("owner", owner));
        }
    }

    /// Ends the request unless the caller may act in `warehouse`, which is not told: it may be that
    /// of a document that the caller only guessed.
    public void mustWorkIn(WarehouseId warehouse) {
        if (!worksIn(warehouse)) {
            throw new ProblemFound(
                    Problem.of(
                                    "not-your-warehouse",
                                    403,
                                    "This key works in %s, and this is in another warehouse.\nMaybe use a key of that warehouse's staff."
                                            .formatted(
                                                    String.join(
                                                            ", ",
                                                            warehouses.stream()
                                                                    .map(WarehouseId::value)
                                                                    .sorted()
                                                                    .toList())))
                            .with("warehouses", warehouses));
        }
    }
}
