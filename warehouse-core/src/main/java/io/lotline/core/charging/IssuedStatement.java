package io.lotline.core.charging;

import io.lotline.core.decision.Book;
import io.lotline.core.events.ChargingEvent.StatementIssued;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;

/// Whether a month was charged for.
public record IssuedStatement(boolean issued) {
    public static final Book<Of, IssuedStatement> BOOK =
            Book.named("statement", 1, Of.class, IssuedStatement.class)
                    .ruled(
                            of ->
                                    Boundaries.of(Tags.statement(of.owner(), of.month()))
                                            .types(StatementIssued.class),
                            _ -> new IssuedStatement(false),
                            (_, before, event) ->
                                    event instanceof StatementIssued
                                            ? new IssuedStatement(true)
                                            : before);

    /// Whose month.
    public record Of(EnterpriseId owner, BillingMonth month) {}
}
