package io.lotline.api.http;

import io.lotline.core.decision.Automation;
import io.lotline.core.distribution.WhenPromisesBrokenThenAllocateAgain;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.Views;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

    /// The labels of the keys of those who did something, by key id, and what automations are
    /// called; none for an enterprise, which is not told who works in the warehouse.
    public Map<String, String> actors(Caller caller, Stream<@Nullable String> keys) {
        if (caller.enterprise() != null) {
            return Map.of();
        }
        List<String> asked = keys.filter(Objects::nonNull).distinct().toList();
        Map<String, String> labels = new HashMap<>(views.keys().labels(asked));
        Language language = Language.current();
        for (String actor : asked) {
            if (actor.startsWith(Automation.ACTOR)) {
                labels.put(actor, automation(actor, language));
            }
        }
        return labels;
    }

    /// What people call an automation.
    ///
    /// @param actor the actor of its requests
    public static String automation(String actor, Language language) {
        return actor.equals(Automation.ACTOR + WhenPromisesBrokenThenAllocateAgain.NAME)
                ? language == Language.ZH ? "自动：重新分配" : "automatic: allocated again"
                : actor;
    }
}
