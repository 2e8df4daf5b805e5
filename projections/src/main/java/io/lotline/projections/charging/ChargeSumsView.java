package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.engine.View;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of how much was done for each owner in each month: one document a kind, so that a
/// statement costs the same however much that was.
public final class ChargeSumsView implements View<ChargeSum> {
    public static final String NAME = "charge-sums";

    private final ZoneId zone;

    /// @param zone the park's: it decides what day and what month it is
    public ChargeSumsView(ZoneId zone) {
        this.zone = zone;
    }

    static String key(EnterpriseId owner, BillingMonth month, String item) {
        return owner + "/" + month + "/" + item;
    }

    private static String key(Chargeable done) {
        return key(done.owner(), done.month(), done.item());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ChargeSum> documentType() {
        return ChargeSum.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<String> keys = new LinkedHashSet<>();
        for (Chargeable done : Chargeable.of(recorded, zone)) {
            if (!done.isOfEarlierMonth()) {
                keys.add(key(done));
            }
        }
        return keys;
    }

    @Override
    public @Nullable ChargeSum fold(@Nullable ChargeSum before, Recorded recorded, String key) {
        ChargeSum sum = before == null ? new ChargeSum(Map.of()) : before;
        for (Chargeable done : Chargeable.of(recorded, zone)) {
            if (!done.isOfEarlierMonth() && key(done).equals(key)) {
                sum = sum.plus(done);
            }
        }
        return sum;
    }
}
