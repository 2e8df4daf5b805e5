package io.lotline.projections.insight;

import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.insight.Overview.ClassStock;
import io.lotline.projections.insight.Overview.Expiring;
import io.lotline.projections.insight.Overview.OwnerStock;
import io.lotline.projections.insight.Overview.RiskClassStock;
import io.lotline.projections.insight.Overview.StatusStock;
import io.lotline.projections.inventory.StockRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The sums over all stock that the overview shows.
final class StockSums {
    private static final int[] WITHIN_DAYS = {30, 90, 180, 365};

    private final LocalDate today;
    private final Map<String, DeviceClass> devices;
    private final Map<EnterpriseId, Long> byOwner = new HashMap<>();
    private final Map<RiskClass, Long> byRiskClass = new EnumMap<>(RiskClass.class);
    private final Map<String, Long> byClass = new TreeMap<>();
    private final Map<StockStatus, Long> byStatus = new EnumMap<>(StockStatus.class);
    private final long[] expiring = new long[WITHIN_DAYS.length];
    private long onHand;
    private long available;
    private long expired;

    StockSums(LocalDate today, Map<String, DeviceClass> devices) {
        this.today = today;
        this.devices = devices;
    }

    /// The classes of a device.
    record DeviceClass(RiskClass riskClass, String classCode) {}

    void add(StockRow row) {
        long quantity = row.quantity();
        onHand += quantity;
        available += row.available();
        byOwner.merge(row.owner(), quantity, Long::sum);
        byStatus.merge(row.status(), quantity, Long::sum);
        DeviceClass device = devices.get(row.di().value());
        if (device != null) {
            byRiskClass.merge(device.riskClass(), quantity, Long::sum);
        }
        byClass.merge(
                device == null ? Classification.codeOf(null) : device.classCode(),
                quantity,
                Long::sum);
        LocalDate expiry = row.expiryDate();
        if (LotStanding.expired(expiry, today)) {
            expired += quantity;
        } else if (expiry != null) {
            for (int i = 0; i < WITHIN_DAYS.length; i++) {
                if (!expiry.isAfter(today.plusDays(WITHIN_DAYS[i]))) {
                    expiring[i] += quantity;
                }
            }
        }
    }

    long onHand() {
        return onHand;
    }

    long available() {
        return available;
    }

    long expired() {
        return expired;
    }

    long expiringWithin(int days) {
        for (int i = 0; i < WITHIN_DAYS.length; i++) {
            if (WITHIN_DAYS[i] == days) {
                return expiring[i];
            }
        }
        throw new IllegalArgumentException("no sum is kept for " + days + " days");
    }

    List<Expiring> expiry() {
        List<Expiring> rows = new ArrayList<>(WITHIN_DAYS.length);
        for (int i = 0; i < WITHIN_DAYS.length; i++) {
            rows.add(new Expiring(WITHIN_DAYS[i], expiring[i]));
        }
        return rows;
    }

    List<OwnerStock> owners(Map<EnterpriseId, String> names) {
        return byOwner.entrySet().stream()
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
        return byStatus.entrySet().stream()
                .map(entry -> new StatusStock(entry.getKey(), entry.getValue()))
                .toList();
    }
}
