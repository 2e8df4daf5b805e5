package io.lotline.api.stream;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Freshness;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Step;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.Views;
import io.lotline.projections.inventory.GoodsOwnersView;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Whom holds and recalls concern: who has, or ever had, some of the goods that they name, and of
/// recalls also to whom some were delivered.
@Component
final class Concerned {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Views views;
    private final Freshness freshness;

    Concerned(Views views, Freshness freshness) {
        this.views = views;
        this.freshness = freshness;
    }

    /// @param recorded by what the goods were stopped or freed: who got them came before
    boolean test(Caller caller, Step.Stop stop, Recorded recorded) {
        EnterpriseId enterprise = caller.enterprise();
        if (enterprise == null) {
            return true;
        }
        var _ = freshness.await(recorded.position() - 1, WAIT, GoodsOwnersView.NAME);
        return recorded.event() instanceof RecallEvent
                ? views.recalls().concern(enterprise, stop.goods())
                : views.holds().concern(enterprise, stop.goods());
    }
}
