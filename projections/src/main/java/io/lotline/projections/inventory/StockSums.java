package io.lotline.projections.inventory;

import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.inventory.StockSum.Kind;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The question how much stock there is in all. Sums are kept as events come; of single goods only
/// those are looked at that are stopped by a part of their lot, promised though they expired, or
/// accepted and not yet in a zone from which goods are picked.
public final class StockSums {
    private final Documents<StockSum> sums;
    private final Sources sources;

    /// What is laid over the sums.
    public record Sources(
            Documents<StockCell> cells,
            Documents<StorageLocation> locations,
            Documents<Stoppable> stoppables,
            Stops stops) {}

    public StockSums(Documents<StockSum> sums, Sources sources) {
        this.sums = sums;
        this.sources = sources;
    }

    /// @param owner only this owner's stock, null for everybody's
    public StockTotals find(@Nullable EnterpriseId owner, LocalDate today) {
        Map<EnterpriseId, Long> byOwner = new HashMap<>();
        long[] promised = {0};
        forEach(
                owner == null ? Kind.OWNER + "/" : StockSumsView.keys(Kind.OWNER, owner),
                sum -> {
                    promised[0] += sum.promised();
                    if (sum.quantity() != 0) {
                        byOwner.put(new EnterpriseId(sum.owner()), sum.quantity());
                    }
                });
        Map<String, Long> byDevice = new HashMap<>();
        forEach(
                StockSumsView.keys(Kind.DEVICE, owner),
                sum -> byDevice.put(sum.of(), sum.quantity()));
        Map<LocalDate, Long> byExpiry = new HashMap<>();
        Map<QualityStatus, Long> recorded = new EnumMap<>(QualityStatus.class);
        long[] expired = {0};
        forEach(
                StockSumsView.keys(Kind.MONTH, owner),
                sum ->
                        sum.days()
                                .forEach(
                                        (day, quantity) -> {
                                            LocalDate expiry = StockSumsView.expiry(day);
                                            QualityStatus status = StockSumsView.status(day);
                                            recorded.merge(status, quantity, Long::sum);
                                            if (expiry != null) {
                                                byExpiry.merge(expiry, quantity, Long::sum);
                                            }
                                            if (status == QualityStatus.QUALIFIED
                                                    && LotStanding.expired(expiry, today)) {
                                                expired[0] += quantity;
                                            }
                                        }));
        StoppedGoods stopped = new StoppedGoods(sources, owner, today);
        stopped.read();
        long qualified =
                recorded.getOrDefault(QualityStatus.QUALIFIED, 0L)
                        - expired[0]
                        - (stopped.quantity() - stopped.expired());
        Map<StockStatus, Long> byStatus = new EnumMap<>(StockStatus.class);
        put(byStatus, StockStatus.PENDING_INSPECTION, recorded, QualityStatus.PENDING_INSPECTION);
        put(byStatus, StockStatus.NON_CONFORMING, recorded, QualityStatus.NON_CONFORMING);
        put(byStatus, StockStatus.RETURNED, recorded, QualityStatus.RETURNED);
        byStatus.put(StockStatus.QUALIFIED, qualified);
        byStatus.put(StockStatus.EXPIRED, expired[0] - stopped.expired());
        byStatus.put(StockStatus.ON_HOLD, stopped.quantity());
        byStatus.values().removeIf(quantity -> quantity <= 0);
        return new StockTotals(
                byOwner,
                byDevice,
                byStatus,
                byExpiry,
                Math.max(
                        0,
                        qualified - stopped.elsewhere() - (promised[0] - stopped.promisedInVain())));
    }

    private static void put(
            Map<StockStatus, Long> byStatus,
            StockStatus shown,
            Map<QualityStatus, Long> recorded,
            QualityStatus status) {
        byStatus.put(shown, recorded.getOrDefault(status, 0L));
    }

    private void forEach(String keys, java.util.function.Consumer<StockSum> consumer) {
        sums.forEach(Where.ALL.keyBegins(keys), (key, sum) -> consumer.accept(sum));
    }
}
