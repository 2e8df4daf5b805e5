package io.lotline.projections.charging;

import io.lotline.core.events.ChargingEvent.DeliveryRate;
import io.lotline.core.events.ChargingEvent.HandlingRate;
import io.lotline.core.events.ChargingEvent.StatementLine;
import io.lotline.core.events.ChargingEvent.StorageRate;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ChargeKind;
import io.lotline.core.values.ChargeUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HandlingStep;
import io.lotline.core.values.Price;
import io.lotline.core.values.TariffId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The questions about what owners are charged.
///
/// A statement is worked out of sums and of what lay in the owner's locations: it costs what is on
/// it, and not what was done. One that was issued is told as it was.
public final class Statements {
    /// What there is a sum of.
    private static final List<String> ITEMS =
            Stream.concat(
                            Arrays.stream(HandlingStep.values()).map(HandlingStep::toString),
                            Stream.of(Chargeable.DELIVERY))
                    .toList();

    /// How a line says that no tariff was valid.
    private static final List<StorageRate> UNPRICED =
            List.of(new StorageRate(null, null, ChargeUnit.BIN_DAY, new Price("0")));

    private final Tariffs tariffs;
    private final Documents<ChargeSum> sums;
    private final Documents<ChargedEvent> events;
    private final Documents<ChargedDocument> documents;
    private final Documents<BinMonth> bins;
    private final Documents<BinClasses> classes;
    private final Documents<IssuedStatement> issued;

    Statements(
            Tariffs tariffs,
            Documents<ChargeSum> sums,
            Documents<ChargedEvent> events,
            Documents<ChargedDocument> documents,
            Documents<BinMonth> bins,
            Documents<BinClasses> classes,
            Documents<IssuedStatement> issued) {
        this.tariffs = tariffs;
        this.sums = sums;
        this.events = events;
        this.documents = documents;
        this.bins = bins;
        this.classes = classes;
        this.issued = issued;
    }

    /// Days of a month on which one tariff was valid.
    ///
    /// @param tariff null where none was
    private record Period(LocalDate from, LocalDate to, @Nullable Tariff tariff) {
        String line(char kind, Object which) {
            return kind + "-" + from + "-" + which;
        }

        boolean has(String day) {
            return day.compareTo(from.toString()) >= 0 && day.compareTo(to.toString()) <= 0;
        }

        @Nullable TariffId id() {
            return tariff == null ? null : tariff.tariffId();
        }

        List<StorageRate> storage() {
            return tariff == null ? UNPRICED : tariff.storage();
        }
    }

    /// What an owner is charged for a month.
    ///
    /// @param today the park's day: of a month that is not over, it is what has been so far
    public Statement find(EnterpriseId owner, BillingMonth month, LocalDate today) {
        Optional<IssuedStatement> charged = issued.find(IssuedStatementsView.key(owner, month));
        if (charged.isPresent()) {
            return Statement.of(charged.get());
        }
        boolean over = today.isAfter(month.last());
        LocalDate through = over ? month.last() : today;
        List<Tariff> all = tariffs.of(owner);
        List<StatementLine> lines = new ArrayList<>();
        List<Period> periods = periods(all, owner, month, through);
        storage(owner, month, periods, over ? through : today.minusDays(1), lines);
        Map<String, ChargeSum> done = sums(owner, month);
        for (Period period : periods) {
            handling(owner, month, period, done, lines);
        }
        for (Period period : periods) {
            delivery(period, done, lines);
        }
        corrections(all, owner, month, lines);
        return Statement.unissued(
                owner, month, over ? Statement.State.DUE : Statement.State.OPEN, through, lines);
    }

    private static List<Period> periods(
            List<Tariff> all, EnterpriseId owner, BillingMonth month, LocalDate through) {
        List<Period> periods = new ArrayList<>();
        for (LocalDate day = month.first(); !day.isAfter(through); day = day.plusDays(1)) {
            Tariff valid = Tariffs.on(all, owner, day);
            Period last = periods.isEmpty() ? null : periods.getLast();
            if (last != null && last.tariff() == valid) {
                periods.set(periods.size() - 1, new Period(last.from(), day, valid));
            } else {
                periods.add(new Period(day, day, valid));
            }
        }
        return periods;
    }

    private void storage(
            EnterpriseId owner,
            BillingMonth month,
            List<Period> periods,
            LocalDate through,
            List<StatementLine> lines) {
        StoredGoods stored = stored(owner, month);
        for (Period period : periods) {
            LocalDate to = period.to().isAfter(through) ? through : period.to();
            List<StorageRate> rates = period.storage();
            long[] quantities = new long[rates.size()];
            stored.forEach(
                    period.from(),
                    to,
                    rates,
                    (rate, stay) -> quantities[rate] += stay.quantity(rates.get(rate).per()));
            for (int i = 0; i < quantities.length; i++) {
                if (quantities[i] != 0) {
                    StorageRate rate = rates.get(i);
                    lines.add(
                            line(
                                    period.line('s', i + 1),
                                    ChargeKind.STORAGE,
                                    item(rate),
                                    period.from(),
                                    to,
                                    quantities[i],
                                    rate.per(),
                                    period.tariff() == null ? null : rate.price(),
                                    period.id(),
                                    null));
                }
            }
        }
    }

    private static String item(StorageRate rate) {
        return "storage"
                + (rate.temperature() == null ? "" : " " + rate.temperature())
                + (rate.zone() == null ? "" : " " + rate.zone());
    }

    private StoredGoods stored(EnterpriseId owner, BillingMonth month) {
        List<BinMonth> found = new ArrayList<>();
        List<BinMonth> later = new ArrayList<>();
        bins.forEach(
                Where.ALL.keyBegins(BinMonthsView.newest(owner)),
                (_, bin) -> (bin.month().compareTo(month) > 0 ? later : found).add(bin));
        while (!later.isEmpty()) {
            List<String> keys = new ArrayList<>();
            for (BinMonth bin : later) {
                if (bin.earlier() != null) {
                    keys.add(BinMonthsView.past(bin, bin.earlier()));
                }
            }
            later.clear();
            bins.find(keys)
                    .values()
                    .forEach(bin -> (bin.month().compareTo(month) > 0 ? later : found).add(bin));
        }
        // what was empty then and stayed so is not on the statement
        found.removeIf(bin -> !bin.month().equals(month) && bin.last().quantity() == 0);
        found.sort(Comparator.comparing(BinMonth::location));
        return new StoredGoods(
                month, found, classes.find(found.stream().map(BinMonth::location).toList()));
    }

    private Map<String, ChargeSum> sums(EnterpriseId owner, BillingMonth month) {
        Map<String, String> keys = new LinkedHashMap<>();
        ITEMS.forEach(item -> keys.put(ChargeSumsView.key(owner, month, item), item));
        Map<String, ChargeSum> found = new HashMap<>();
        sums.find(keys.keySet()).forEach((key, sum) -> found.put(keys.get(key), sum));
        return found;
    }

    private static ChargeSum.Counts counts(
            Map<String, ChargeSum> done, String item, Period period) {
        ChargeSum sum = done.get(item);
        ChargeSum.Counts counts = ChargeSum.Counts.NONE;
        if (sum != null) {
            for (Map.Entry<String, ChargeSum.Counts> day : sum.days().entrySet()) {
                counts = period.has(day.getKey()) ? counts.plus(day.getValue()) : counts;
            }
        }
        return counts;
    }

    private void handling(
            EnterpriseId owner,
            BillingMonth month,
            Period period,
            Map<String, ChargeSum> done,
            List<StatementLine> lines) {
        if (period.tariff() == null) {
            for (HandlingStep step : HandlingStep.values()) {
                unpriced(period, 'h', ChargeKind.HANDLING, step.toString(), done, lines);
            }
            return;
        }
        List<HandlingRate> rates = period.tariff().handling();
        for (int i = 0; i < rates.size(); i++) {
            HandlingRate rate = rates.get(i);
            String item = rate.step().toString();
            ChargeSum.Counts counts = counts(done, item, period);
            long quantity =
                    switch (rate.per()) {
                        case LINE -> counts.lines();
                        case DOCUMENT ->
                                done.containsKey(item)
                                        ? documents.count(begun(owner, month, item, period))
                                        : 0;
                        default -> counts.units();
                    };
            add(
                    period,
                    period.line('h', i + 1),
                    ChargeKind.HANDLING,
                    item,
                    quantity,
                    rate.per(),
                    rate.price(),
                    lines);
        }
    }

    private static Where begun(EnterpriseId owner, BillingMonth month, String item, Period period) {
        return begun(owner, month, item, period.from(), period.to());
    }

    private static Where begun(
            EnterpriseId owner, BillingMonth month, String item, LocalDate from, LocalDate to) {
        return Where.ALL
                .is("slot", ChargeSumsView.key(owner, month, item))
                .atLeast("day", from)
                .below("day", to.plusDays(1));
    }

    private static void delivery(
            Period period, Map<String, ChargeSum> done, List<StatementLine> lines) {
        if (period.tariff() == null) {
            unpriced(period, 'd', ChargeKind.DELIVERY, Chargeable.DELIVERY, done, lines);
            return;
        }
        ChargeSum.Counts counts = counts(done, Chargeable.DELIVERY, period);
        List<DeliveryRate> rates = period.tariff().delivery();
        for (int i = 0; i < rates.size(); i++) {
            DeliveryRate rate = rates.get(i);
            add(
                    period,
                    period.line('d', i + 1),
                    ChargeKind.DELIVERY,
                    Chargeable.DELIVERY,
                    switch (rate.per()) {
                        case STOP -> counts.lines();
                        case ORDER -> counts.orders();
                        default -> counts.units();
                    },
                    rate.per(),
                    rate.price(),
                    lines);
        }
    }

    private static void unpriced(
            Period period,
            char letter,
            ChargeKind kind,
            String item,
            Map<String, ChargeSum> done,
            List<StatementLine> lines) {
        add(
                period,
                period.line(letter, item),
                kind,
                item,
                counts(done, item, period).units(),
                ChargeUnit.UNIT,
                null,
                lines);
    }

    private static void add(
            Period period,
            String line,
            ChargeKind kind,
            String item,
            long quantity,
            ChargeUnit per,
            @Nullable Price price,
            List<StatementLine> lines) {
        if (quantity != 0) {
            lines.add(
                    line(
                            line,
                            kind,
                            item,
                            period.from(),
                            period.to(),
                            quantity,
                            per,
                            price,
                            period.id(),
                            null));
        }
    }

    private static StatementLine line(
            String line,
            ChargeKind kind,
            String item,
            LocalDate from,
            LocalDate to,
            long quantity,
            ChargeUnit per,
            @Nullable Price price,
            @Nullable TariffId tariff,
            @Nullable Long corrects) {
        return new StatementLine(
                line,
                kind,
                item,
                from,
                to,
                quantity,
                per,
                price,
                price == null ? null : price.times(quantity),
                tariff,
                corrects);
    }

    /// What was charged for in an earlier month and was a mistake is given back at the price at
    /// which it was charged.
    private void corrections(
            List<Tariff> all, EnterpriseId owner, BillingMonth month, List<StatementLine> lines) {
        Map<BillingMonth, Optional<IssuedStatement>> charged = new HashMap<>();
        events.forEach(
                Where.ALL.keyBegins(ChargedEventsView.earlier(owner, month)),
                (_, event) -> {
                    LocalDate day = LocalDate.parse(event.day());
                    Optional<IssuedStatement> then =
                            charged.computeIfAbsent(
                                    BillingMonth.of(day),
                                    of -> issued.find(IssuedStatementsView.key(owner, of)));
                    List<Charged> prices =
                            then.isPresent()
                                    ? prices(then.get(), event.item(), day)
                                    : prices(Tariffs.on(all, owner, day), event.item());
                    for (Charged price : prices) {
                        lines.add(
                                line(
                                        "c-" + event.position() + "-" + price.per(),
                                        ChargeKind.CORRECTION,
                                        event.item(),
                                        day,
                                        day,
                                        quantity(event, price.per()),
                                        price.per(),
                                        price.price(),
                                        price.tariff(),
                                        event.corrects()));
                    }
                });
    }

    /// What a step was charged by.
    private record Charged(ChargeUnit per, Price price, TariffId tariff) {}

    private static List<Charged> prices(IssuedStatement charged, String item, LocalDate day) {
        List<Charged> prices = new ArrayList<>();
        for (StatementLine line : charged.statement().lines()) {
            if (line.kind() == ChargeKind.HANDLING
                    && line.item().equals(item)
                    && line.per() != ChargeUnit.DOCUMENT
                    && line.price() != null
                    && line.tariff() != null
                    && !day.isBefore(line.from())
                    && !day.isAfter(line.to())) {
                prices.add(new Charged(line.per(), line.price(), line.tariff()));
            }
        }
        return prices;
    }

    private static List<Charged> prices(@Nullable Tariff tariff, String item) {
        List<Charged> prices = new ArrayList<>();
        if (tariff != null) {
            for (HandlingRate rate : tariff.handling()) {
                if (rate.step().toString().equals(item) && rate.per() != ChargeUnit.DOCUMENT) {
                    prices.add(new Charged(rate.per(), rate.price(), tariff.tariffId()));
                }
            }
        }
        return prices;
    }

    private static long quantity(ChargedEvent event, ChargeUnit per) {
        return switch (per) {
            case LINE, STOP -> event.lines();
            case ORDER -> event.orders();
            default -> event.units();
        };
    }

    /// What a line of a statement comes from, in the order of days or of locations.
    ///
    /// @param after the cursor of the page before, null for the first page
    public Page<ChargedFor> events(
            EnterpriseId owner,
            BillingMonth month,
            StatementLine line,
            @Nullable String after,
            int limit) {
        return switch (line.kind()) {
            case STORAGE -> stays(owner, month, line, after, limit);
            case HANDLING, DELIVERY ->
                    line.per() == ChargeUnit.DOCUMENT
                            ? begun(owner, month, line, after, limit)
                            : done(owner, month, line, after, limit);
            case CORRECTION -> correction(owner, month, line);
        };
    }

    private Page<ChargedFor> done(
            EnterpriseId owner,
            BillingMonth month,
            StatementLine line,
            @Nullable String after,
            int limit) {
        String keys = ChargedEventsView.keys(owner, month, line.item());
        Page<ChargedEvent> page =
                events.find(
                        Where.ALL
                                .keyBegins(keys)
                                .keyUpTo(ChargedEventsView.behind(keys, line.to()))
                                .atLeast("day", line.from()),
                        after,
                        limit);
        return new Page<>(
                page.items().stream().map(event -> part(event, line.per())).toList(), page.next());
    }

    private static ChargedFor part(ChargedEvent event, ChargeUnit per) {
        LocalDate day = LocalDate.parse(event.day());
        return new ChargedFor(
                event.position(),
                event.at(),
                event.event(),
                day,
                day,
                quantity(event, per),
                null,
                null,
                event.documents().isEmpty() ? null : String.join(", ", event.documents()),
                event.corrects());
    }

    private Page<ChargedFor> begun(
            EnterpriseId owner,
            BillingMonth month,
            StatementLine line,
            @Nullable String after,
            int limit) {
        Page<ChargedDocument> page =
                documents.find(
                        begun(owner, month, line.item(), line.from(), line.to()), after, limit);
        return new Page<>(
                page.items().stream()
                        .map(
                                begun ->
                                        new ChargedFor(
                                                begun.first(),
                                                begun.at(),
                                                begun.event(),
                                                LocalDate.parse(begun.day()),
                                                LocalDate.parse(begun.day()),
                                                1,
                                                null,
                                                null,
                                                begun.document(),
                                                null))
                        .toList(),
                page.next());
    }

    private Page<ChargedFor> correction(
            EnterpriseId owner, BillingMonth month, StatementLine line) {
        List<ChargedFor> parts = new ArrayList<>();
        events.forEach(
                Where.ALL.keyBegins(ChargedEventsView.earlier(owner, month)),
                (_, event) -> {
                    if (line.line().equals("c-" + event.position() + "-" + line.per())) {
                        parts.add(part(event, line.per()));
                    }
                });
        return new Page<>(parts, null);
    }

    private Page<ChargedFor> stays(
            EnterpriseId owner,
            BillingMonth month,
            StatementLine line,
            @Nullable String after,
            int limit) {
        long known =
                issued.find(IssuedStatementsView.key(owner, month))
                        .map(IssuedStatement::issuance)
                        .orElse(Long.MAX_VALUE);
        List<StorageRate> rates =
                tariffs.of(owner).stream()
                        .filter(tariff -> tariff.tariffId().equals(line.tariff()))
                        .findFirst()
                        .map(tariff -> tariff.storageAt(known))
                        .orElse(UNPRICED);
        int wanted = Integer.parseInt(line.line().substring(line.line().lastIndexOf('-') + 1)) - 1;
        List<ChargedFor> parts = new ArrayList<>();
        stored(owner, month)
                .forEach(
                        line.from(),
                        line.to(),
                        rates,
                        (rate, stay) -> {
                            if (rate == wanted
                                    && (after == null || after.compareTo(key(stay)) < 0)) {
                                parts.add(part(stay, line.per()));
                            }
                        });
        boolean more = parts.size() > limit;
        List<ChargedFor> page = more ? parts.subList(0, limit) : parts;
        return new Page<>(page, more ? key(page.getLast()) : null);
    }

    private static ChargedFor part(StoredGoods.Stay stay, ChargeUnit per) {
        return new ChargedFor(
                stay.position(),
                null,
                null,
                stay.from(),
                stay.to(),
                stay.quantity(per),
                stay.location(),
                stay.pieces(),
                null,
                null);
    }

    private static String key(StoredGoods.Stay stay) {
        return stay.location() + " " + stay.from();
    }

    private static String key(ChargedFor part) {
        return part.location() + " " + part.from();
    }
}
