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
/// @param owners the ids of enterprises
public record GoodsOwners(String of, Set<String> owners, boolean named) {
    public GoodsOwners {
        owners = new TreeSet<>(owners);
    }

    static GoodsOwners of(String tag) {
        return new GoodsOwners(tag, Set.of(), false);
    }

    /// Stored for the index: whom holds and recalls of it concern.
    @JsonProperty("concerned")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Set<String> concerned() {
        return named ? owners : Set.of();
    }

    GoodsOwners with(@Nullable EnterpriseId owner) {
        if (owner == null) {
            return new GoodsOwners(of, owners, true);
        }
        Set<String> all = new TreeSet<>(owners);
        all.add(owner.value());
        return new GoodsOwners(of, all, named);
    }
}
