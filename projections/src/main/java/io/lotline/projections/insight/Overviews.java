package io.lotline.projections.insight;

import io.lotline.core.events.RecallState;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.RiskClass;
import io.lotline.projections.catalogue.Devices;
import io.lotline.projections.distribution.Orders;
import io.lotline.projections.distribution.Shipments;
import io.lotline.projections.enterprise.Enterprise;
import io.lotline.projections.enterprise.Enterprises;
import io.lotline.projections.insight.Overview.Day;
import io.lotline.projections.insight.Overview.HourOfDay;
import io.lotline.projections.insight.Overview.OpenHold;
import io.lotline.projections.insight.Overview.OpenRecall;
import io.lotline.projections.insight.Overview.Totals;
import io.lotline.projections.insight.StockFigures.DeviceClass;
import io.lotline.projections.inventory.Hold;
import io.lotline.projections.inventory.Holds;
import io.lotline.projections.inventory.Locations;
import io.lotline.projections.inventory.RecallStop;
import io.lotline.projections.inventory.Recalls;
import io.lotline.projections.inventory.StockSums;
import io.lotline.projections.inventory.StockTotals;
import io.lotline.projections.inventory.Stops;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The question how the park stands.
///
/// Activity and stock are counted as events come. An answer is given again while nothing happened,
/// and for a moment under load, unless the caller has already seen more than it shows; all who ask
/// at once get one answer.
public final class Overviews {
    private static final int DAYS = 30;
    private static final int NEAR_DAYS = 90;
    private static final int FAR_DAYS = 180;
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 500;
    private static final int PER_READ = 500;
    private static final String ALL_OWNERS = "";

    private final Sources sources;
    private final LongSupplier position;
    private final Clock clock;
    private final ZoneId zone;
    private final Map<String, Overview> kept = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Overview>> making = new ConcurrentHashMap<>();

    /// @param position what all the sources reflect at least
    public Overviews(Sources sources, LongSupplier position, Clock clock, ZoneId zone) {
        this.sources = sources;
        this.position = position;
        this.clock = clock;
        this.zone = zone;
    }

    /// What the overview is made of.
    public record Sources(
            StockSums stock,
            Stops stops,
            Holds holds,
            Recalls recalls,
            Locations locations,
            Devices devices,
            Enterprises enterprises,
            Orders orders,
            Shipments shipments,
            Documents<Activity> activity) {}

    /// The overview of the park, or of one owner's goods.
    ///
    /// @param seen a position that the caller has seen: the answer does not reflect less, if the
    ///     views do; 0 for none
    public Overview find(@Nullable EnterpriseId owner, long seen) {
        String key = owner == null ? ALL_OWNERS : owner.value();
        long now = position.getAsLong();
        while (true) {
            Overview known = known(key, now, seen);
            if (known != null) {
                return known;
            }
            CompletableFuture<Overview> mine = new CompletableFuture<>();
            CompletableFuture<Overview> running = making.putIfAbsent(key, mine);
            if (running == null) {
                return make(owner, key, now, seen, mine);
            }
            Overview shared = result(running);
            if (shared.position() >= Math.min(now, seen)) {
                return shared;
            }
        }
    }

    private @Nullable Overview known(String key, long now, long seen) {
        Overview known = kept.get(key);
        return known != null && stillGood(known, now, seen, clock.instant()) ? known : null;
    }

    /// Makes the answer for all who ask meanwhile, unless it was just made.
    private Overview make(
            @Nullable EnterpriseId owner,
            String key,
            long now,
            long seen,
            CompletableFuture<Overview> asked) {
        try {
            Overview known = known(key, now, seen);
            Overview answer =
                    known == null ? make(owner, position.getAsLong(), clock.instant()) : known;
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, answer);
            asked.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            asked.completeExceptionally(e);
            throw e;
        } finally {
            making.remove(key, asked);
        }
    }

    private static Overview result(CompletableFuture<Overview> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private boolean stillGood(Overview known, long now, long seen, Instant at) {
        boolean sameDay = day(known.at()).equals(day(at));
        boolean nothingNew = known.position() >= now;
        boolean recent =
                known.position() >= seen
                        && Duration.between(known.at(), at).compareTo(GOOD_FOR) < 0;
        return sameDay && (nothingNew || recent);
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private Overview make(@Nullable EnterpriseId owner, long reflects, Instant at) {
        LocalDate today = day(at);
        StockTotals stock = sources.stock().find(owner, today);
        Set<String> inStock = stock.byDevice().keySet();
        StockFigures sums = new StockFigures(today, stock, devices(inStock));
        List<Enterprise> enterprises = sources.enterprises().all();
        Map<EnterpriseId, String> names = new HashMap<>();
        enterprises.forEach(each -> names.put(each.enterpriseId(), each.name()));
        List<Hold> holds = owner == null ? sources.stops().openHolds() : holdsThatConcern(owner);
        List<RecallStop> recalls =
                owner == null ? sources.stops().openRecalls() : recallsThatConcern(owner);
        List<Activity> days = days(owner, today);
        return new Overview(
                reflects,
                at,
                totals(owner, today, sums, enterprises, holds, recalls),
                days.stream().map(Overviews::dayOf).toList(),
                sums.owners(names),
                sums.riskClasses(),
                sums.classes(),
                sums.statuses(),
                sums.expiry(),
                sums.expiryByMonth(),
                holds.stream().map(Overviews::holdOf).toList(),
                recalls.stream().map(recall -> recallOf(recall, today)).toList(),
                hourly(days, today));
    }

    /// The open holds that `GET /v1/holds` shows the owner, too.
    private List<Hold> holdsThatConcern(EnterpriseId owner) {
        Holds.FindHolds open = new Holds.FindHolds(Hold.State.OPEN, null, null, owner, null);
        return all(after -> sources.holds().find(open, after, PER_READ));
    }

    /// The open recalls that `GET /v1/recalls` shows the owner, too: also of goods that have left.
    private List<RecallStop> recallsThatConcern(EnterpriseId owner) {
        Recalls.FindRecalls open = new Recalls.FindRecalls(RecallState.OPEN, null, null, owner);
        return all(after -> sources.recalls().find(open, after, PER_READ));
    }

    private static <D> List<D> all(Function<@Nullable String, Page<D>> read) {
        List<D> all = new ArrayList<>();
        Page<D> page = read.apply(null);
        all.addAll(page.items());
        while (page.next() != null) {
            page = read.apply(page.next());
            all.addAll(page.items());
        }
        return all;
    }

    private Totals totals(
            @Nullable EnterpriseId owner,
            LocalDate today,
            StockFigures sums,
            List<Enterprise> enterprises,
            List<Hold> holds,
            List<RecallStop> recalls) {
        List<Enterprise> meant =
                enterprises.stream()
                        .filter(each -> owner == null || owner.equals(each.enterpriseId()))
                        .toList();
        return new Totals(
                meant.size(),
                sources.devices().count(),
                sources.locations().count(),
                sums.onHand(),
                sums.implants(),
                sums.ivd(),
                sums.available(),
                sources.orders().open(owner),
                sources.shipments().onTheWay(owner),
                recalls.size(),
                holds.size(),
                sums.expiringWithin(NEAR_DAYS),
                sums.expiringWithin(FAR_DAYS),
                sums.expired(),
                meant.stream().filter(each -> !licensed(each, today)).count(),
                meant.stream().filter(each -> expiring(each, today)).count());
    }

    private static boolean licensed(Enterprise enterprise, LocalDate day) {
        return enterprise.licences().stream()
                .anyMatch(
                        licence ->
                                !licence.validFrom().isAfter(day)
                                        && !licence.validTo().isBefore(day));
    }

    /// Licensed today, by licences of which none is good for the next 90 days.
    private static boolean expiring(Enterprise enterprise, LocalDate today) {
        LocalDate until = enterprise.licensedUntil();
        return licensed(enterprise, today)
                && until != null
                && until.isBefore(today.plusDays(NEAR_DAYS));
    }

    private Map<String, DeviceClass> devices(Set<String> inStock) {
        Map<String, DeviceClass> devices = new HashMap<>();
        sources.devices()
                .forEachPart(
                        inStock,
                        List.of("riskClass", "classificationCode", "implantable"),
                        (di, fields) ->
                                devices.put(
                                        di,
                                        new DeviceClass(
                                                RiskClass.valueOf(
                                                        Objects.toString(fields.get("riskClass"))),
                                                Classification.codeOf(
                                                        (String) fields.get("classificationCode")),
                                                Boolean.TRUE.equals(fields.get("implantable")))));
        return devices;
    }

    private List<Activity> days(@Nullable EnterpriseId owner, LocalDate today) {
        List<String> keys = new ArrayList<>(DAYS);
        for (int back = 0; back < DAYS; back++) {
            keys.add(ActivityView.key(today.minusDays(back), owner));
        }
        return List.copyOf(new TreeMap<>(sources.activity().find(keys)).values());
    }

    private static Day dayOf(Activity activity) {
        return new Day(
                LocalDate.parse(activity.date()),
                activity.receipts(),
                activity.receivedQuantity(),
                activity.dispatches(),
                activity.dispatchedQuantity(),
                activity.deliveries(),
                activity.picks(),
                activity.holds(),
                activity.recalls());
    }

    private static List<HourOfDay> hourly(List<Activity> days, LocalDate today) {
        List<HourOfDay> hours = new ArrayList<>();
        if (!days.isEmpty() && days.getLast().date().equals(today.toString())) {
            new TreeMap<>(days.getLast().hours())
                    .forEach(
                            (hour, done) ->
                                    hours.add(
                                            new HourOfDay(
                                                    Integer.parseInt(hour),
                                                    done.received(),
                                                    done.picked(),
                                                    done.dispatched())));
        }
        return hours;
    }

    private static OpenHold holdOf(Hold hold) {
        return new OpenHold(hold.holdId(), hold.di(), hold.lot(), hold.reason(), hold.since());
    }

    private OpenRecall recallOf(RecallStop recall, LocalDate today) {
        LocalDate due = day(recall.since()).plusDays(daysToNotify(recall.level()));
        return new OpenRecall(
                recall.recallId(),
                recall.level(),
                recall.di(),
                recall.lots(),
                recall.reason(),
                recall.since(),
                ChronoUnit.DAYS.between(today, due));
    }

    /// 医疗器械召回管理办法: within 1 day for level 1, 3 days for level 2, 7 days for level 3.
    private static int daysToNotify(int level) {
        return switch (level) {
            case 1 -> 1;
            case 2 -> 3;
            default -> 7;
        };
    }
}
