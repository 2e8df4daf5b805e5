package io.lotline.projections.charging;

import io.lotline.core.events.ChargingEvent.StatementLine;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an owner is charged for a month. Of a month that is over it is the same whenever it is
/// asked for, until a tariff is amended; once it is issued, for ever.
///
/// @param through  the last of the park's days that it reflects
/// @param lines    by kind, then by day
/// @param total    the sum of the lines' amounts
/// @param sha256   of [#written], in hexadecimal
/// @param issuedAt null as long as it is not issued
/// @param position that of the event that issued it; null as long as there is none
public record Statement(
        EnterpriseId owner,
        BillingMonth month,
        State state,
        LocalDate through,
        String currency,
        List<StatementLine> lines,
        Money total,
        String sha256,
        @Nullable Instant issuedAt,
        @Nullable Long position) {
    /// The only currency that there is.
    public static final String CURRENCY = "CNY";

    /// How far a statement is.
    public enum State {
        /// the month is not over
        OPEN,
        /// the month is over, and nothing is charged yet
        DUE,
        ISSUED
    }

    public Statement {
        lines = List.copyOf(lines);
    }

    static Statement unissued(
            EnterpriseId owner,
            BillingMonth month,
            State state,
            LocalDate through,
            List<StatementLine> lines) {
        Money total = Money.NONE;
        for (StatementLine line : lines) {
            total = line.amount() == null ? total : total.plus(line.amount());
        }
        return new Statement(
                owner,
                month,
                state,
                through,
                CURRENCY,
                lines,
                total,
                ContentHash.of(written(owner, month, lines, total).getBytes(StandardCharsets.UTF_8))
                        .value(),
                null,
                null);
    }

    static Statement of(IssuedStatement issued) {
        var statement = issued.statement();
        return new Statement(
                statement.owner(),
                statement.month(),
                State.ISSUED,
                statement.month().last(),
                CURRENCY,
                statement.lines(),
                statement.total(),
                statement.sha256(),
                issued.at(),
                issued.issuance());
    }

    /// What is signed: a line of text for the statement and one for each of its lines, their values
    /// between tabs, what is not there empty.
    public static String written(
            EnterpriseId owner, BillingMonth month, List<StatementLine> lines, Money total) {
        return Stream.concat(
                        Stream.of(values(owner, month, CURRENCY, total)),
                        lines.stream()
                                .map(
                                        line ->
                                                values(
                                                        line.line(),
                                                        line.kind(),
                                                        line.item(),
                                                        line.from(),
                                                        line.to(),
                                                        line.quantity(),
                                                        line.per(),
                                                        line.price(),
                                                        line.amount(),
                                                        line.tariff(),
                                                        line.corrects())))
                .collect(Collectors.joining("\n"));
    }

    private static String values(@Nullable Object... values) {
        return Stream.of(values)
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining("\t"));
    }
}
