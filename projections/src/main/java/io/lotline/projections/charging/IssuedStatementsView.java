package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.ChargingEvent.StatementIssued;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.engine.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the statements that were issued, by owner and month.
public final class IssuedStatementsView implements View<IssuedStatement> {
    public static final String NAME = "issued-statements";

    static String key(EnterpriseId owner, BillingMonth month) {
        return owner + "/" + month;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<IssuedStatement> documentType() {
        return IssuedStatement.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof StatementIssued issued
                ? Set.of(key(issued.owner(), issued.month()))
                : Set.of();
    }

    @Override
    public @Nullable IssuedStatement fold(
            @Nullable IssuedStatement before, Recorded recorded, String key) {
        return before == null && recorded.event() instanceof StatementIssued issued
                ? new IssuedStatement(issued, recorded.position(), recorded.at())
                : before;
    }
}
