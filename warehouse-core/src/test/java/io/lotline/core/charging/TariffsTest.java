package io.lotline.core.charging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.axon.Given;
import io.lotline.core.events.ChargingEvent.HandlingRate;
import io.lotline.core.events.ChargingEvent.StatementIssued;
import io.lotline.core.events.ChargingEvent.StatementLine;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ChargeKind;
import io.lotline.core.values.ChargeUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.HandlingStep;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Money;
import io.lotline.core.values.Price;
import io.lotline.core.values.TariffId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TariffsTest {
    private static final EnterpriseId ACME = new EnterpriseId("acme");
    private static final BillingMonth NOVEMBER = new BillingMonth("2026-11");
    private static final LocalDate DECEMBER_FIRST = LocalDate.parse("2026-12-01");

    private static EnterpriseRegistered acme(EnterpriseRole role) {
        return new EnterpriseRegistered(ACME, "Acme", null, Set.of(role), List.of());
    }

    private static TariffDefined tariff(
            String id,
            @Nullable EnterpriseId owner,
            String from,
            @Nullable String to,
            String price) {
        return new TariffDefined(
                new TariffId(id),
                owner,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                List.of(),
                List.of(new HandlingRate(HandlingStep.PICKING, ChargeUnit.UNIT, new Price(price))),
                List.of());
    }

    private static DefineTariff define(TariffDefined wanted) {
        return new DefineTariff(wanted, null);
    }

    private static DefineTariff amend(TariffDefined seen, TariffDefined wanted) {
        return new DefineTariff(wanted, new FileForm.Seen(Set.of(FileForm.of(seen))));
    }

    @Test
    void a_tariff_of_an_owner_and_one_of_all_are_set() {
        TariffDefined own = tariff("T1", ACME, "2026-01-01", null, "1");
        Given.events(acme(EnterpriseRole.DEPOSITOR)).when(define(own)).thenEvents(own);
        TariffDefined all = tariff("T2", null, "2026-01-01", null, "1");
        Given.events(acme(EnterpriseRole.DEPOSITOR), own).when(define(all)).thenEvents(all);
    }

    @Test
    void the_same_tariff_again_changes_nothing() {
        TariffDefined all = tariff("T2", null, "2026-01-01", null, "1.50");
        Given.events(all).when(define(tariff("T2", null, "2026-01-01", null, "1.5"))).thenNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01,2026-06-30, 2026-06-30,",
        "2026-01-01,2026-06-30, 2025-01-01,2026-01-01",
        "2026-01-01,2026-06-30, 2026-02-01,2026-02-28",
        "2026-01-01,2026-06-30, 2025-02-01,",
        "2026-01-01,,           2030-02-01,2030-02-28",
    })
    void on_no_day_two_tariffs_of_one_owner_are_valid(
            String from, @Nullable String to, String otherFrom, @Nullable String otherTo) {
        TariffDefined first = tariff("T1", null, from, to, "1");
        Given.events(first)
                .when(define(tariff("T2", null, otherFrom, otherTo, "2")))
                .thenRefused(
                        new ChargingRejection.TariffsOverlap(
                                new TariffId("T2"),
                                new TariffId("T1"),
                                first.validFrom(),
                                first.validTo()));
    }

    @Test
    void the_day_after_a_tariff_ends_another_one_may_begin() {
        TariffDefined next = tariff("T2", null, "2026-07-01", null, "2");
        Given.events(tariff("T1", null, "2026-01-01", "2026-06-30", "1"))
                .when(define(next))
                .thenEvents(next);
    }

    @Test
    void who_amends_a_tariff_says_what_they_saw() {
        TariffDefined before = tariff("T1", null, "2026-01-01", null, "1");
        TariffDefined wanted = tariff("T1", null, "2026-01-01", "2026-12-31", "1");
        Given.events(before)
                .when(define(wanted))
                .thenRefused(new ChargingRejection.TariffExists(new TariffId("T1")));
        Given.events(before).when(amend(before, wanted)).thenEvents(wanted);
        Given.events(before, wanted)
                .when(amend(before, tariff("T1", null, "2026-01-01", null, "3")))
                .thenRefused("file-changed");
    }

    @Test
    void an_amended_tariff_may_not_reach_into_another_one() {
        TariffDefined first = tariff("T1", null, "2026-01-01", "2026-06-30", "1");
        Given.events(first, tariff("T2", null, "2026-07-01", null, "2"))
                .when(amend(first, tariff("T1", null, "2026-01-01", "2026-07-01", "1")))
                .thenRefused(ChargingRejection.TariffsOverlap.class);
    }

    @Test
    void a_tariff_keeps_its_owner() {
        TariffDefined all = tariff("T1", null, "2026-01-01", null, "1");
        Given.events(acme(EnterpriseRole.DEPOSITOR), all)
                .when(amend(all, tariff("T1", ACME, "2026-01-01", null, "1")))
                .thenRefused(ChargingRejection.TariffKeepsOwner.class);
    }

    @Test
    void a_tariff_is_of_an_owner_that_there_is_and_does_not_end_before_it_begins() {
        Given.nothing()
                .when(define(tariff("T1", ACME, "2026-01-01", null, "1")))
                .thenRefused("unknown-enterprise");
        Given.events(acme(EnterpriseRole.CONSIGNEE))
                .when(define(tariff("T1", ACME, "2026-01-01", null, "1")))
                .thenRefused("wrong-role");
        Given.nothing()
                .when(define(tariff("T1", null, "2026-01-02", "2026-01-01", "1")))
                .thenRefused(ChargingRejection.TariffPeriodReversed.class);
    }

    private static StatementIssued statement(@Nullable Price price) {
        return new StatementIssued(
                ACME,
                NOVEMBER,
                7,
                List.of(
                        new StatementLine(
                                "h-2026-11-01-1",
                                ChargeKind.HANDLING,
                                "picking",
                                NOVEMBER.first(),
                                NOVEMBER.last(),
                                3,
                                ChargeUnit.UNIT,
                                price,
                                price == null ? null : price.times(3),
                                price == null ? null : new TariffId("T1"),
                                null)),
                price == null ? Money.NONE : price.times(3),
                "00");
    }

    @Test
    void a_month_is_charged_for_once() {
        TariffDefined tariff = tariff("T1", null, "2026-01-01", null, "1");
        StatementIssued statement = statement(new Price("1"));
        IssueStatement issue = new IssueStatement(statement, List.of(tariff), DECEMBER_FIRST);
        Given.events(acme(EnterpriseRole.DEPOSITOR), tariff).when(issue).thenEvents(statement);
        Given.events(acme(EnterpriseRole.DEPOSITOR), tariff, statement).when(issue).thenNothing();
    }

    @Test
    void a_month_is_not_charged_for_before_it_is_over() {
        TariffDefined tariff = tariff("T1", null, "2026-01-01", null, "1");
        Given.events(acme(EnterpriseRole.DEPOSITOR), tariff)
                .when(
                        new IssueStatement(
                                statement(new Price("1")), List.of(tariff), NOVEMBER.last()))
                .thenRefused(
                        new ChargingRejection.MonthNotOver(
                                NOVEMBER, NOVEMBER.last(), NOVEMBER.last()));
    }

    @Test
    void a_line_without_a_price_and_an_unknown_owner_are_not_charged() {
        Given.events(acme(EnterpriseRole.DEPOSITOR))
                .when(new IssueStatement(statement(null), List.of(), DECEMBER_FIRST))
                .thenRefused(ChargingRejection.NoTariff.class);
        Given.nothing()
                .when(new IssueStatement(statement(new Price("1")), List.of(), DECEMBER_FIRST))
                .thenRefused("unknown-enterprise");
    }

    /// The tariff was amended between the working out and the issue.
    @Test
    void what_was_worked_out_by_other_tariffs_is_not_charged() {
        TariffDefined tariff = tariff("T1", null, "2026-01-01", null, "1");
        TariffDefined amended = tariff("T1", null, "2026-01-01", null, "2");
        IssueStatement issue =
                new IssueStatement(statement(new Price("1")), List.of(tariff), DECEMBER_FIRST);
        Given.events(acme(EnterpriseRole.DEPOSITOR), tariff, amended)
                .when(issue)
                .thenRefused(ChargingRejection.TariffsChanged.class);
        Given.events(
                        acme(EnterpriseRole.DEPOSITOR),
                        tariff,
                        tariff("OWN", ACME, "2026-11-30", null, "2"))
                .when(issue)
                .thenRefused(ChargingRejection.TariffsChanged.class);
        Given.events(
                        acme(EnterpriseRole.DEPOSITOR),
                        tariff,
                        tariff("OWN", ACME, "2026-12-01", null, "2"))
                .when(issue)
                .thenEvents(issue.statement());
    }

    @ParameterizedTest
    @CsvSource({
        "0.005, 1, 0.01",
        "0.005, -1, -0.01",
        "0.0049, 1, 0.00",
        "0.1, 3, 0.30",
        "1.0005, 1000000007, 1000500007.00",
        "1000000, 9223372036854775807, 9223372036854775807000000.00",
    })
    void an_amount_is_exact_and_rounded_half_up_to_the_fen(
            String price, long quantity, String amount) {
        assertThat(new Price(price).times(quantity)).isEqualTo(new Money(amount));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "0.00001", "1000001", "1e9999999", "1e-9999999", "NaN", "", "1,5"})
    void what_is_no_price_is_refused(String text) {
        assertThatThrownBy(() -> new Price(text)).isInstanceOf(MalformedValue.class);
    }

    @ParameterizedTest
    @CsvSource({"0.50,0.5", "0,0", "0.0000,0", "1e2,100", "00.5,0.5", "100,100"})
    void equal_prices_are_written_alike(String text, String written) {
        assertThat(new Price(text).value()).isEqualTo(written);
        assertThat(Price.of(new BigDecimal(text))).isEqualTo(new Price(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "2026-1", "26-01", "2026-00", "0000-01", "2026/01", ""})
    void what_is_no_month_is_refused(String text) {
        assertThatThrownBy(() -> new BillingMonth(text)).isInstanceOf(MalformedValue.class);
    }
}
