package io.lotline.projections.insight;

import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.RiskClass;
import io.lotline.projections.insight.Overview.ClassStock;
import io.lotline.projections.insight.Overview.Expiring;
import io.lotline.projections.insight.Overview.ExpiringMonth;
import io.lotline.projections.insight.Overview.OwnerStock;
import io.lotline.projections.insight.Overview.RiskClassStock;
import io.lotline.projections.insight.Overview.StatusStock;
import io.lotline.projections.inventory.StockTotals;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The figures about stock that the overview shows.
final class StockFigures {
    private static final List<Integer> WITHIN_DAYS = List.of(30, 90, 180, 365);
    private static final int MONTHS = 12;
    private static final String IVD = "40";

    private final LocalDate today;
    private final StockTotals totals;
    private final Map<RiskClass, Long> byRiskClass = new EnumMap<>(RiskClass.class);
    private final Map<String, Long> byClass = new TreeMap<>();
    private long implants;

    StockFigures(LocalDate today, StockTotals totals, Map<String, DeviceClass> devices) {
        this.today = today;
        this.totals = totals;
        totals.byDevice()
                .forEach(
                        (di, quantity) -> {
                            DeviceClass device = devices.get(di);
                            if (device != null) {
                                byRiskClass.merge(device.riskClass(), quantity, Long::sum);
                                implants += device.implantable() ? quantity : 0;
                            }
                            byClass.merge(
                                    device == null
                                            ? Classification.codeOf(null)
                                            : device.classCode(),
                                    quantity,
                                    Long::sum);
                        });
    }

    /// The classes of a device.
    record DeviceClass(RiskClass riskClass, String classCode, boolean implantable) {}

    long onHand() {
        return totals.onHand();
    }

    long implants() {
        return implants;
    }

    long ivd() {
        return byClass.getOrDefault(IVD, 0L);
    }

    long available() {
        return totals.available();
    }

    long expired() {
        return sum(expiry -> LotStanding.expired(expiry, today));
    }

    long expiringWithin(int days) {
        LocalDate last = today.plusDays(days);
        return sum(expiry -> !LotStanding.expired(expiry, today) && !expiry.isAfter(last));
    }

    private long sum(Predicate<LocalDate> wanted) {
        return totals.byExpiry().entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    List<Expiring> expiry() {
        return WITHIN_DAYS.stream().map(days -> new Expiring(days, expiringWithin(days))).toList();
    }

    List<ExpiringMonth> expiryByMonth() {
        YearMonth first = YearMonth.from(today);
        Map<YearMonth, Long> months = new TreeMap<>();
        for (int i = 0; i < MONTHS; i++) {
            months.put(first.plusMonths(i), 0L);
        }
        totals.byExpiry()
                .forEach(
                        (expiry, quantity) -> {
                            if (!LotStanding.expired(expiry, today)) {
                                months.computeIfPresent(
                                        YearMonth.from(expiry), (_, sum) -> sum + quantity);
                            }
                        });
        return months.entrySet().stream()
                .map(entry -> new ExpiringMonth(entry.getKey().toString(), entry.getValue()))
                .toList();
    }

    List<OwnerStock> owners(Map<EnterpriseId, String> names) {
        return totals.byOwner().entrySet().stream()
                .map(
                        entry ->
                                new OwnerStock(
                                        entry.getKey(),
                                        name(names, entry.getKey()),
                                        entry.getValue()))
                .sorted(
                        Comparator.comparingLong(OwnerStock::quantity)
                                .reversed()
                                .thenComparing(row -> row.owner().value()))
                .toList();
    }

    private static String name(Map<EnterpriseId, String> names, EnterpriseId owner) {
        @Nullable String name = names.get(owner);
        return name == null ? owner.value() : name;
    }

    List<RiskClassStock> riskClasses() {
        return byRiskClass.entrySet().stream()
                .map(entry -> new RiskClassStock(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<ClassStock> classes() {
        return byClass.entrySet().stream()
                .map(
                        entry ->
                                new ClassStock(
                                        entry.getKey(),
                                        Classification.nameOf(entry.getKey()),
                                        entry.getValue()))
                .toList();
    }

    List<StatusStock> statuses() {
        return new TreeMap<>(totals.byStatus())
                .entrySet().stream()
                        .map(entry -> new StatusStock(entry.getKey(), entry.getValue()))
                        .toList();
    }
}
