package io.lotline.core.charging;

import io.lotline.core.decision.Command;
import io.lotline.core.events.ChargingEvent.StatementIssued;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import java.time.LocalDate;
import java.util.List;

/// Closes a month: charges an owner for it.
///
/// @param statement as it was worked out
/// @param tariffs   all that are valid on some day of the month, the owner's own and those of all,
///     as the statement was worked out by them
/// @param today     the park's day
public record IssueStatement(
        StatementIssued statement, List<TariffDefined> tariffs, LocalDate today)
        implements Command {
    public IssueStatement {
        tariffs = List.copyOf(tariffs);
    }
}
