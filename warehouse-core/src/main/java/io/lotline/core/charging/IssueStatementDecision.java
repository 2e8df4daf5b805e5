package io.lotline.core.charging;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.ChargingEvent.StatementIssued;
import io.lotline.core.events.ChargingEvent.StatementLine;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.EnterpriseRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A month is charged for once, when it is over, and by the tariffs that hold at that moment. A
/// month that was charged for stays so: asking again changes nothing.
public final class IssueStatementDecision implements Decision<IssueStatement> {

    @Override
    public Class<IssueStatement> commandType() {
        return IssueStatement.class;
    }

    @Override
    public Outcome decide(IssueStatement command, Books books) {
        StatementIssued statement = command.statement();
        IssuedStatement.Of of = new IssuedStatement.Of(statement.owner(), statement.month());
        if (books.open(IssuedStatement.BOOK, of).issued()) {
            return Outcome.accepted();
        }
        Rejection refusal = refusal(command, books);
        return refusal == null ? Outcome.accepted(statement) : Outcome.rejected(refusal);
    }

    private static @Nullable Rejection refusal(IssueStatement command, Books books) {
        StatementIssued statement = command.statement();
        Rejection noOwner =
                books.open(SharedBooks.ENTERPRISE, statement.owner())
                        .refusal(statement.owner(), EnterpriseRole.DEPOSITOR);
        // who was one has to pay for that month still
        if (noOwner instanceof SharedRejection.UnknownEnterprise
                || noOwner != null && statement.lines().isEmpty()) {
            return noOwner;
        }
        if (!command.today().isAfter(statement.month().last())) {
            return new ChargingRejection.MonthNotOver(
                    statement.month(), statement.month().last(), command.today());
        }
        List<TariffDefined> all =
                new ArrayList<>(
                        books.open(Tariffs.BOOK, new Tariffs.Of(statement.owner()))
                                .files()
                                .values());
        all.addAll(books.open(Tariffs.BOOK, new Tariffs.Of(null)).files().values());
        if (!new HashSet<>(command.tariffs())
                .equals(new HashSet<>(Tariffs.in(all, statement.month())))) {
            return new ChargingRejection.TariffsChanged(statement.owner(), statement.month());
        }
        for (StatementLine line : statement.lines()) {
            if (line.price() == null) {
                return new ChargingRejection.NoTariff(
                        statement.owner(), line.from(), line.to(), line.item());
            }
        }
        return null;
    }
}
