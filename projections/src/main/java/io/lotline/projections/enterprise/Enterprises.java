package io.lotline.projections.enterprise;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about enterprises.
public final class Enterprises {
    private final Documents<Enterprise> documents;

    public Enterprises(Documents<Enterprise> documents) {
        this.documents = documents;
    }

    public Optional<Enterprise> find(EnterpriseId enterprise) {
        return documents.find(enterprise.value());
    }

    public Page<Enterprise> find(@Nullable EnterpriseRole role, @Nullable String after, int limit) {
        return documents.find(Where.ALL.is("roles", role), after, limit);
    }

    /// The ids of enterprises that stand nearest to this one in their order.
    public List<String> around(EnterpriseId enterprise, int each) {
        return documents.keysAround(enterprise.value(), each);
    }

    /// The names of these enterprises, by id.
    public Map<String, String> names(Collection<EnterpriseId> enterprises) {
        Map<String, String> names = new HashMap<>();
        List<String> ids = enterprises.stream().map(EnterpriseId::value).distinct().toList();
        if (!ids.isEmpty()) {
            documents.forEachPart(
                    Where.ALL.keyIn(ids),
                    List.of("name"),
                    (id, fields) -> names.put(id, String.valueOf(fields.get("name"))));
        }
        return names;
    }

    /// Every enterprise.
    public List<Enterprise> all() {
        List<Enterprise> all = new ArrayList<>();
        documents.forEach(Where.ALL, (key, enterprise) -> all.add(enterprise));
        return all;
    }
}
