package io.lotline.api.http;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.Views;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people call the things whose ids stand in the rows of a page, so that no client joins.
///
/// Each kind is looked up once for a page, by the distinct ids on it.
@Component
public final class Names {
    private final Views views;

    Names(Views views) {
        this.views = views;
    }

    /// The names of devices, by DI.
    public Map<String, String> devices(Stream<Di> dis) {
        Collection<Di> asked = dis.distinct().toList();
        return asked.isEmpty() ? Map.of() : views.devices().names(asked);
    }

    /// The names of enterprises, by id.
    public Map<String, String> enterprises(Stream<EnterpriseId> ids) {
        return views.enterprises().names(ids.distinct().toList());
    }

    /// The labels of the keys of those who did something, by key id; none for an enterprise, which
    /// is not told who works in the warehouse.
    public Map<String, String> actors(Caller caller, Stream<@Nullable String> keys) {
        return caller.enterprise() == null
                ? views.keys().labels(keys.filter(Objects::nonNull).distinct().toList())
                : Map.of();
    }
}
