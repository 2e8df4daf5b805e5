package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.values.EnterpriseId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who ever had goods of a device, a lot or a piece, and whether a hold or a recall ever named it.
///
/// @param of     its tag
/// @param owners    the ids of enterprises
/// @param receivers the ids of those to whom some was delivered; null for nobody
public record GoodsOwners(
        String of, Set<String> owners, boolean named, @Nullable Set<String> receivers) {
    public GoodsOwners {
        owners = new TreeSet<>(owners);
        receivers = receivers == null || receivers.isEmpty() ? null : new TreeSet<>(receivers);
    }

    static GoodsOwners of(String tag) {
        return new GoodsOwners(tag, Set.of(), false, null);
    }

    /// Stored for the index: whom holds and recalls of it concern.
    @JsonProperty("concerned")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Set<String> concerned() {
        return named ? owners : Set.of();
    }

    /// Stored for the index: whom recalls of it concern because some was delivered to them.
    @JsonProperty("reached")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Set<String> reached() {
        return named && receivers != null ? receivers : Set.of();
    }

    /// Named by a hold or a recall.
    GoodsOwners stopped() {
        return new GoodsOwners(of, owners, true, receivers);
    }

    GoodsOwners with(EnterpriseId owner) {
        return new GoodsOwners(of, with(owners, owner), named, receivers);
    }

    GoodsOwners deliveredTo(EnterpriseId consignee) {
        return new GoodsOwners(
                of, owners, named, with(receivers == null ? Set.of() : receivers, consignee));
    }

    private static Set<String> with(Set<String> some, EnterpriseId more) {
        Set<String> all = new TreeSet<>(some);
        all.add(more.value());
        return all;
    }
}
