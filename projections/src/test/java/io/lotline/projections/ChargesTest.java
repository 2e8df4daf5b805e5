package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.ChargingEvent.DeliveryRate;
import io.lotline.core.events.ChargingEvent.HandlingRate;
import io.lotline.core.events.ChargingEvent.StatementIssued;
import io.lotline.core.events.ChargingEvent.StatementLine;
import io.lotline.core.events.ChargingEvent.StorageRate;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.events.CorrectionEvent.About;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CorrectionEvent.Kind;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ChargeKind;
import io.lotline.core.values.ChargeUnit;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HandlingStep;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Money;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.Price;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.TariffId;
import io.lotline.core.values.Zone;
import io.lotline.projections.charging.ChargedFor;
import io.lotline.projections.charging.Statement;
import io.lotline.projections.store.Page;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What owners are charged is what the stored log comes to, counted by [RawCharges], over months of
/// a random history with corrections, tariffs that change and locations that are defined anew.
class ChargesTest {
    private static final int EVENTS = 700;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final EnterpriseId A = new EnterpriseId("A");
    private static final LocalDate OWN_FROM = LocalDate.parse("2026-02-10");
    private static final LocalDate OWN_TO = LocalDate.parse("2026-03-05");
    private static final LocalDate LATER = LocalDate.parse("2026-12-01");
    private static final Sscc CARTON = new Sscc("106141412345678908");
    private static final List<YearMonth> MONTHS =
            List.of(
                    YearMonth.of(2025, 12),
                    YearMonth.of(2026, 1),
                    YearMonth.of(2026, 2),
                    YearMonth.of(2026, 3),
                    YearMonth.of(2026, 4),
                    YearMonth.of(2026, 6));

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final StockHistory history = new StockHistory(random, LocalDate.of(2026, 1, 5));
    private final List<Done> picks = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-04T18:00:00Z");
    private LotlineStore store;
    private Views views;

    private record Done(ItemPicked pick, long position, Instant at) {}

    @BeforeEach
    void openStore() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        store = TestStores.embedded();
        views = start(Views.PARK);
    }

    @AfterEach
    void closeStore() {
        views.close();
        store.close();
    }

    private Views start(ZoneId zone) {
        return Views.start(store, new SimpleMeterRegistry(), zone, Clock.systemUTC());
    }

    @Test
    void every_line_is_what_the_stored_log_comes_to() {
        happen(EVENTS);
        int lines = 0;
        for (YearMonth month : MONTHS) {
            for (EnterpriseId owner : StockHistory.OWNERS) {
                Statement statement = statement(owner, month);
                assertThat(lines(statement))
                        .as("%s %s", owner, month)
                        .isEqualTo(expected(owner, month));
                adds(statement);
                lines += statement.lines().size();
            }
        }
        assertThat(lines).isGreaterThan(100);
    }

    @Test
    void corrections_of_an_earlier_month_are_lines_of_the_month_in_which_they_are_made() {
        happen(EVENTS);
        assertThat(
                        MONTHS.stream()
                                .flatMap(month -> statement(A, month).lines().stream())
                                .filter(line -> line.kind() == ChargeKind.CORRECTION))
                .isNotEmpty()
                .allSatisfy(
                        line -> {
                            assertThat(line.quantity()).isNegative();
                            assertThat(line.corrects()).isNotNull();
                        });
    }

    /// The negative control: by the days of another zone.
    @Test
    void days_that_are_not_the_parks_are_found_out() {
        happen(EVENTS);
        RawCharges elsewhere = new RawCharges(store.log(), ZoneOffset.UTC);
        assertThat(
                        MONTHS.stream()
                                .filter(
                                        month ->
                                                !lines(statement(A, month))
                                                        .equals(
                                                                elsewhere.lines(
                                                                        "A",
                                                                        month,
                                                                        month.atEndOfMonth(),
                                                                        day -> prices(A, day)))))
                .isNotEmpty();
    }

    /// The negative control: one event less.
    @Test
    void an_event_that_is_not_listed_is_found_out() {
        happen(EVENTS);
        Statement statement = statement(A, YearMonth.of(2026, 1));
        StatementLine line =
                statement.lines().stream()
                        .filter(each -> each.item().equals("receiving"))
                        .filter(each -> each.per() == ChargeUnit.UNIT)
                        .findFirst()
                        .orElseThrow();
        assertThat(sum(statement, line)).isEqualTo(line.quantity());
        store.database()
                .getCollection("view_charged-events_v1")
                .deleteOne(com.mongodb.client.model.Filters.regex("_id", "^A/2026-01/receiving/"));
        assertThat(sum(statement, line)).isLessThan(line.quantity());
    }

    @Test
    void a_month_that_is_over_is_the_same_whatever_happens_afterwards() {
        happen(EVENTS);
        Statement before = statement(A, YearMonth.of(2026, 2));
        assertThat(before.lines()).isNotEmpty();
        now = Instant.parse("2026-06-01T00:00:00Z");
        happen(EVENTS / 4);
        assertThat(statement(A, YearMonth.of(2026, 2))).isEqualTo(before);
    }

    @Test
    void what_was_issued_stays_and_its_price_is_what_is_given_back() {
        happen(EVENTS / 3);
        Done pick = picked(Instant.parse("2026-01-20T02:00:00Z"));
        Statement january = statement(A, YearMonth.of(2026, 1));
        append(
                new StatementIssued(
                        A,
                        january.month(),
                        store.log().head().position(),
                        january.lines(),
                        january.total(),
                        january.sha256()));
        TariffDefined dearer = tariff("ALL", null, "2025-01-01", null, "9");
        append(
                new TariffDefined(
                        dearer.tariff(),
                        null,
                        dearer.validFrom(),
                        null,
                        dearer.storage().reversed(),
                        dearer.handling(),
                        dearer.delivery()));
        now = Instant.parse("2026-06-10T00:00:00Z");
        append(corrected(pick));
        Statement issued = statement(A, YearMonth.of(2026, 1));
        assertThat(issued.state()).isEqualTo(Statement.State.ISSUED);
        assertThat(issued.lines()).isEqualTo(january.lines());
        assertThat(issued.sha256()).isEqualTo(january.sha256());
        adds(issued);
        assertThat(statement(A, YearMonth.of(2026, 6)).lines())
                .filteredOn(line -> line.kind() == ChargeKind.CORRECTION)
                .filteredOn(line -> line.per() == ChargeUnit.UNIT)
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.corrects()).isEqualTo(pick.position());
                            assertThat(line.price())
                                    .isEqualTo(new Price(price("1", "picking unit")));
                            assertThat(line.quantity())
                                    .isEqualTo(-pick.pick().movement().quantity());
                        });
    }

    @Test
    void where_no_tariff_is_valid_lines_have_no_price() {
        history();
        Statement statement = statement(A, YearMonth.of(2026, 1));
        assertThat(statement.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.price()).isNull());
        assertThat(statement.total()).isEqualTo(Money.NONE);
        adds(statement);
    }

    private Statement statement(EnterpriseId owner, YearMonth month) {
        return views.statements().find(owner, new BillingMonth(month.toString()), LATER);
    }

    private Set<String> expected(EnterpriseId owner, YearMonth month) {
        return new RawCharges(store.log(), Views.PARK)
                .lines(owner.value(), month, month.atEndOfMonth(), day -> prices(owner, day));
    }

    private static Set<String> lines(Statement statement) {
        Set<String> lines = new TreeSet<>();
        for (StatementLine line : statement.lines()) {
            lines.add(
                    "%s %s %s %s %s %s%s × %d = %s"
                            .formatted(
                                    line.from(),
                                    line.to(),
                                    line.item().replace(' ', '_'),
                                    line.per(),
                                    line.tariff(),
                                    line.price(),
                                    line.corrects() == null ? "" : " corrects " + line.corrects(),
                                    line.quantity(),
                                    line.amount()));
        }
        return lines;
    }

    /// The parts of each line add up to it, and the lines to the total.
    private void adds(Statement statement) {
        Money total = Money.NONE;
        for (StatementLine line : statement.lines()) {
            assertThat(sum(statement, line)).as(line.toString()).isEqualTo(line.quantity());
            total = line.amount() == null ? total : total.plus(line.amount());
        }
        assertThat(statement.total()).isEqualTo(total);
    }

    private long sum(Statement statement, StatementLine line) {
        long sum = 0;
        String after = null;
        do {
            Page<ChargedFor> page =
                    views.statements().events(statement.owner(), statement.month(), line, after, 7);
            sum += page.items().stream().mapToLong(ChargedFor::quantity).sum();
            assertThat(page.items())
                    .allSatisfy(
                            part -> {
                                assertThat(part.position()).isPositive();
                                assertThat(part.from()).isBetween(line.from(), line.to());
                            });
            after = page.next();
        } while (after != null);
        return sum;
    }

    private void happen(int events) {
        if (store.log().head().position() == 0) {
            append(tariff("ALL", null, "2025-01-01", null, "1"));
            append(tariff("A", A, OWN_FROM.toString(), OWN_TO.toString(), "2"));
        }
        for (int i = 0; i < events; i++) {
            happen();
        }
    }

    private void history() {
        for (int i = 0; i < EVENTS / 7; i++) {
            happen();
        }
    }

    private void happen() {
        now = now.plusSeconds(random.nextInt(6 * 3_600));
        WarehouseEvent event = history.next();
        long position = append(event);
        if (event instanceof ItemPicked pick) {
            picks.add(new Done(pick, position, now));
        }
        switch (random.nextInt(12)) {
            case 0 -> append(delivered());
            case 1 -> append(packed());
            case 2 -> {
                if (picks.size() > 8) {
                    append(corrected(picks.remove(random.nextInt(picks.size()))));
                }
            }
            default -> {}
        }
    }

    private StockItem item() {
        return new StockItem(
                any(StockHistory.OWNERS), any(StockHistory.DEVICES), any(StockHistory.LOTS));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private ShipmentDelivered delivered() {
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            loads.add(
                    new Load(
                            new OrderId("SO-" + random.nextInt(3)),
                            new LineId("1"),
                            ParkDay.HOSPITAL,
                            item(),
                            null,
                            null,
                            1 + random.nextInt(5)));
        }
        return new ShipmentDelivered(
                ParkDay.SHIPMENT, ParkDay.HOSPITAL, "Dr Li", null, loads, List.of());
    }

    private ItemPacked packed() {
        return new ItemPacked(
                new OrderId("SO-" + random.nextInt(40)),
                CARTON,
                new Picked(item(), null, 1 + random.nextInt(5)),
                ParkDay.scan(now));
    }

    /// A pick of an owner's goods, recorded at a time.
    private Done picked(Instant at) {
        Instant before = now;
        now = at;
        ItemPicked pick =
                new ItemPicked(
                        ParkDay.ORDER,
                        ParkDay.LINE,
                        Movement.of(
                                new StockItem(
                                        A,
                                        StockHistory.DEVICES.getFirst(),
                                        StockHistory.LOTS.getFirst()),
                                null,
                                null,
                                3,
                                Place.location(StockHistory.BINS.getFirst()),
                                Place.order(ParkDay.ORDER),
                                QualityStatus.QUALIFIED),
                        0,
                        List.of(),
                        ParkDay.scan(at));
        long position = append(pick);
        now = before;
        return new Done(pick, position, at);
    }

    private static EventCorrected corrected(Done done) {
        Movement was = done.pick().movement();
        return new EventCorrected(
                new CorrectionId("C-" + done.position()),
                done.position(),
                Kind.PICK,
                new About(
                        was.item(),
                        was.quantity(),
                        was.from().asLocation().warehouse(),
                        null,
                        null,
                        done.pick().order(),
                        done.pick().lineId(),
                        null,
                        null,
                        null),
                "mistake",
                null,
                0,
                done.at(),
                done.at(),
                List.of(
                        new Movement(
                                was.item(),
                                was.serial(),
                                was.expiryDate(),
                                was.quantity(),
                                Place.order(done.pick().order()),
                                was.from(),
                                was.toStatus(),
                                was.fromStatus())),
                List.of());
    }

    private long append(WarehouseEvent event) {
        long position = new TestLog(store.log(), now).at(now).append(event);
        assertThat(views.await(position, PATIENCE)).isTrue();
        return position;
    }

    /// A price that is another one in every tariff, for everything, and that has to be rounded.
    private static String price(String digit, String what) {
        return "%s.%d%s5".formatted(digit, what.length() % 10, Math.abs(what.hashCode()) % 9 + 1);
    }

    private static RawCharges.Prices prices(EnterpriseId owner, LocalDate day) {
        boolean own = owner.equals(A) && !day.isBefore(OWN_FROM) && !day.isAfter(OWN_TO);
        Map<String, String> prices = new HashMap<>();
        for (String what : priced()) {
            prices.put(what, price(own ? "2" : "1", what));
        }
        return new RawCharges.Prices(own ? "A" : "ALL", prices);
    }

    private static Set<String> priced() {
        Set<String> priced = new TreeSet<>();
        for (HandlingStep step : HandlingStep.values()) {
            ChargeUnit.OF_HANDLING.forEach(per -> priced.add(step + " " + per));
        }
        ChargeUnit.OF_DELIVERY.forEach(per -> priced.add("delivery " + per));
        priced.add("storage_QUALIFIED bin-day");
        priced.add("storage unit-day");
        return priced;
    }

    private static TariffDefined tariff(
            String id,
            @Nullable EnterpriseId owner,
            String from,
            @Nullable String to,
            String digit) {
        List<HandlingRate> handling = new ArrayList<>();
        for (HandlingStep step : HandlingStep.values()) {
            for (ChargeUnit per : ChargeUnit.OF_HANDLING) {
                handling.add(
                        new HandlingRate(step, per, new Price(price(digit, step + " " + per))));
            }
        }
        return new TariffDefined(
                new TariffId(id),
                owner,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                List.of(
                        new StorageRate(
                                null,
                                Zone.QUALIFIED,
                                ChargeUnit.BIN_DAY,
                                new Price(price(digit, "storage_QUALIFIED bin-day"))),
                        new StorageRate(
                                null,
                                null,
                                ChargeUnit.UNIT_DAY,
                                new Price(price(digit, "storage unit-day")))),
                handling,
                ChargeUnit.OF_DELIVERY.stream()
                        .map(
                                per ->
                                        new DeliveryRate(
                                                per, new Price(price(digit, "delivery " + per))))
                        .toList());
    }
}
