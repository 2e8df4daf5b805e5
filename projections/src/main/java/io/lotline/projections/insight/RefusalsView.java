package io.lotline.projections.insight;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.RefusalsRepeated;
import io.lotline.core.events.WorkEvent.RefusalsRepeated.Repeated;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.engine.View;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of how often scans were refused: a document for each day, warehouse and value of each
/// dimension. None is left out, and none is drawn by lot.
public final class RefusalsView implements View<RefusalSum> {
    public static final String NAME = "refusals";

    private final ZoneId zone;

    public RefusalsView(ZoneId zone) {
        this.zone = zone;
    }

    /// The beginning of the keys of one dimension on one day.
    static String key(RefusalsBy by, LocalDate day) {
        return by + "/" + day + "/";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<RefusalSum> documentType() {
        return RefusalSum.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return sums(recorded).keySet();
    }

    @Override
    public @Nullable RefusalSum fold(@Nullable RefusalSum before, Recorded recorded, String key) {
        RefusalSum more = sums(recorded).get(key);
        if (before == null || more == null) {
            return more == null ? before : more;
        }
        return before.plus(more.refusals(), more.attempts());
    }

    private Map<String, RefusalSum> sums(Recorded recorded) {
        WarehouseEvent event = recorded.event();
        Map<String, RefusalSum> sums = new LinkedHashMap<>();
        LocalDate day = LocalDate.ofInstant(recorded.at(), zone);
        for (Counted counted : counted(event)) {
            for (RefusalsBy by : RefusalsBy.values()) {
                String value = by == RefusalsBy.DAY ? day.toString() : counted.value(by);
                RefusalSum one =
                        new RefusalSum(
                                by.toString(),
                                day.toString(),
                                counted.warehouse().value(),
                                value,
                                counted.refusals(),
                                counted.attempts());
                sums.merge(
                        key(by, day) + counted.warehouse() + "/" + value,
                        one,
                        (sum, next) -> sum.plus(next.refusals(), next.attempts()));
            }
        }
        return sums;
    }

    private static List<Counted> counted(WarehouseEvent event) {
        List<Counted> counted = new ArrayList<>();
        if (event instanceof ScanRefused refused) {
            Attempted by = refused.attempted();
            counted.add(
                    new Counted(
                            refused.refusal().type(),
                            by.operator(),
                            by.handheld(),
                            by.warehouse(),
                            by.di(),
                            by.supplier(),
                            1,
                            1));
        }
        if (event instanceof RefusalsRepeated again) {
            for (Repeated each : again.repeated()) {
                counted.add(
                        new Counted(
                                each.type(),
                                each.operator(),
                                each.handheld(),
                                each.warehouse(),
                                each.di(),
                                each.supplier(),
                                0,
                                each.times()));
            }
        }
        return counted;
    }

    /// Refusals of one kind.
    private record Counted(
            String type,
            String operator,
            @Nullable String handheld,
            WarehouseId warehouse,
            @Nullable Di di,
            @Nullable EnterpriseId supplier,
            long refusals,
            long attempts) {
        /// Empty where it is not known.
        String value(RefusalsBy by) {
            return switch (by) {
                case CODE -> type;
                case OPERATOR -> operator;
                case HANDHELD -> handheld == null ? "" : handheld;
                case SUPPLIER -> supplier == null ? "" : supplier.value();
                case DEVICE -> di == null ? "" : di.value();
                case DAY -> "";
            };
        }
    }
}
