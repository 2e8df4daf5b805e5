package io.lotline.api.charging;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.api.http.ViewBehind;
import io.lotline.core.charging.IssueStatement;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.ChargingEvent.StatementIssued;
import io.lotline.core.events.ChargingEvent.StatementLine;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ChargeKind;
import io.lotline.core.values.ChargeUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Money;
import io.lotline.core.values.Price;
import io.lotline.core.values.TariffId;
import io.lotline.projections.Views;
import io.lotline.projections.charging.BinClassesView;
import io.lotline.projections.charging.BinMonthsView;
import io.lotline.projections.charging.ChargeSumsView;
import io.lotline.projections.charging.ChargedDocumentsView;
import io.lotline.projections.charging.ChargedEventsView;
import io.lotline.projections.charging.ChargedFor;
import io.lotline.projections.charging.ChargingViews;
import io.lotline.projections.charging.IssuedStatementsView;
import io.lotline.projections.charging.Statement;
import io.lotline.projections.charging.Statements;
import io.lotline.projections.charging.Tariff;
import io.lotline.projections.charging.Tariffs;
import io.lotline.projections.charging.TariffsView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows what owners are charged, and charges them.
@RestController
class StatementsController {
    private final Commands commands;
    private final Statements statements;
    private final Tariffs tariffs;
    private final EventLog log;
    private final ParkClock clock;
    private final Freshness freshness;
    private final KnownValues known;

    StatementsController(
            Commands commands,
            Views views,
            EventLog log,
            ParkClock clock,
            Freshness freshness,
            KnownValues known) {
        this.commands = commands;
        this.statements = views.statements();
        this.tariffs = views.tariffs();
        this.log = log;
        this.clock = clock;
        this.freshness = freshness;
        this.known = known;
    }

    /// Shows what an owner is charged for a month. Of a month that is over it is the same whenever
    /// it is asked for, until a tariff is amended; once it is issued, for ever.
    @Operation(
            summary = "Shows what an owner is charged for a month",
            description =
                    "Of this month where no month is named. An enterprise sees its own. Amounts are in yuan, as text, rounded half up to the fen in each line; days are those of the park.")
    @Reads({
        TariffsView.NAME,
        ChargeSumsView.NAME,
        ChargedEventsView.NAME,
        ChargedDocumentsView.NAME,
        BinMonthsView.NAME,
        BinClassesView.NAME,
        IssuedStatementsView.NAME,
        EnterprisesView.NAME
    })
    @GetMapping("/v1/statements")
    StatementOnFile get(
            Caller caller,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable BillingMonth month) {
        return StatementOnFile.of(find(caller, owner, month));
    }

    private Statement find(
            Caller caller, @Nullable EnterpriseId owner, @Nullable BillingMonth month) {
        known.owner(caller, owner);
        EnterpriseId whose = caller.ownerOr(owner);
        if (whose == null) {
            throw Malformed.field(
                    "owner", "A statement is of one owner.\nMaybe add 'owner' to the query.");
        }
        BillingMonth of = month == null ? BillingMonth.of(clock.today()) : month;
        if (caller.excludes(owner)) {
            throw Unknown.document("statement", owner + "/" + of);
        }
        return statements.find(whose, of, clock.today());
    }

    /// Lists what a line of a statement comes from: events by their positions in the log. The
    /// quantities add up to that of the line.
    @Operation(
            summary = "Lists the events that a line of a statement comes from",
            description =
                    "Of stored goods, it lists where how many pieces lay from which day to which, and the position of the event that left them so.")
    @Reads({
        TariffsView.NAME,
        ChargeSumsView.NAME,
        ChargedEventsView.NAME,
        ChargedDocumentsView.NAME,
        BinMonthsView.NAME,
        BinClassesView.NAME,
        IssuedStatementsView.NAME,
        EnterprisesView.NAME
    })
    @GetMapping("/v1/statements/events")
    ResponseEntity<Listing<ChargedFor>> events(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable BillingMonth month,
            @RequestParam @Nullable String line) {
        Statement statement = find(caller, owner, month);
        if (line == null) {
            throw Malformed.field(
                    "line",
                    "Events are those of one line.\nMaybe follow 'events' of a line of the statement.");
        }
        StatementLine of =
                statement.lines().stream()
                        .filter(each -> each.line().equals(line))
                        .findFirst()
                        .orElseThrow(() -> Unknown.document("line of the statement", line));
        Page<ChargedFor> page =
                statements.events(
                        statement.owner(), statement.month(), of, asked.after(), asked.limit());
        return Listing.of(page.items(), page.next());
    }

    /// Closes a month: charges an owner for it. What is corrected later becomes a line of the month
    /// in which it is corrected.
    @Operation(summary = "Issues the statement of a month that is over")
    @PostMapping("/v1/statements")
    ResponseEntity<Issued> issue(Submission submission, @RequestBody MonthOfOwner body) {
        long head = log.head().position();
        if (!freshness.await(head, HttpLimits.POSITION_WAIT, ChargingViews.names())) {
            throw ViewBehind.at(
                    head,
                    "The views of charges did not come to position %d within %d s, so nobody knows yet what is to be charged.\nMaybe ask again."
                            .formatted(head, HttpLimits.POSITION_WAIT.toSeconds()));
        }
        Statement statement = statements.find(body.owner(), body.month(), submission.today());
        Done done =
                commands.run(
                        new IssueStatement(
                                new StatementIssued(
                                        statement.owner(),
                                        statement.month(),
                                        head,
                                        statement.lines(),
                                        statement.total(),
                                        statement.sha256()),
                                io.lotline.core.charging.Tariffs.in(
                                        tariffs.of(body.owner()).stream()
                                                .map(Tariff::file)
                                                .toList(),
                                        body.month()),
                                submission.today()),
                        submission.keyed(body));
        StatementIssued issued =
                done.events().isEmpty() ? null : Commands.event(done, StatementIssued.class);
        return Commands.put(
                done,
                issued == null
                        ? new Issued(
                                statement.owner(),
                                statement.month(),
                                statement.total(),
                                statement.sha256())
                        : new Issued(
                                issued.owner(), issued.month(), issued.total(), issued.sha256()));
    }

    /// Whose month.
    record MonthOfOwner(EnterpriseId owner, BillingMonth month) {}

    record Issued(EnterpriseId owner, BillingMonth month, Money total, String sha256) {}

    /// A statement.
    ///
    /// @param through  the last of the park's days that it reflects
    /// @param total    the sum of the amounts, in yuan
    /// @param sha256   of what it says, in hexadecimal
    /// @param issuedAt left out as long as it is not issued
    /// @param position that of the event that issued it
    record StatementOnFile(
            EnterpriseId owner,
            BillingMonth month,
            Statement.State state,
            LocalDate through,
            String currency,
            Money total,
            String sha256,
            @Nullable Instant issuedAt,
            @Nullable Long position,
            List<Line> lines) {
        static StatementOnFile of(Statement statement) {
            return new StatementOnFile(
                    statement.owner(),
                    statement.month(),
                    statement.state(),
                    statement.through(),
                    statement.currency(),
                    statement.total(),
                    statement.sha256(),
                    statement.issuedAt(),
                    statement.position(),
                    statement.lines().stream().map(line -> Line.of(statement, line)).toList());
        }
    }

    /// A line of a statement.
    ///
    /// @param price    of one, in yuan; left out where no tariff was valid
    /// @param amount   quantity × price, in yuan, rounded half up to the fen
    /// @param corrects of a correction: the position of the event that was a mistake
    /// @param events   where the events are listed that it comes from
    record Line(
            String line,
            ChargeKind kind,
            String item,
            LocalDate from,
            LocalDate to,
            long quantity,
            ChargeUnit unit,
            @Nullable Price price,
            @Nullable Money amount,
            @Nullable TariffId tariff,
            @Nullable Long corrects,
            String events) {
        static Line of(Statement statement, StatementLine line) {
            return new Line(
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
                    line.corrects(),
                    "/v1/statements/events?owner=%s&month=%s&line=%s"
                            .formatted(statement.owner(), statement.month(), line.line()));
        }
    }
}
