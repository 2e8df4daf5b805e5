package io.lotline.core.axon;

import io.lotline.core.access.AccessFeature;
import io.lotline.core.catalogue.CatalogueFeature;
import io.lotline.core.charging.ChargingFeature;
import io.lotline.core.correction.CorrectionFeature;
import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import io.lotline.core.decision.Sequel;
import io.lotline.core.distribution.DistributionFeature;
import io.lotline.core.enterprise.EnterpriseFeature;
import io.lotline.core.inbound.InboundFeature;
import io.lotline.core.inventory.InventoryFeature;
import io.lotline.core.recall.RecallFeature;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.work.WorkFeature;
import java.util.ArrayList;
import java.util.List;

/// Every decision and every book of every feature.
public final class Decisions {
    private static final List<Feature> FEATURES =
            List.of(
                    new AccessFeature(),
                    new EnterpriseFeature(),
                    new CatalogueFeature(),
                    new InboundFeature(),
                    new InventoryFeature(),
                    new DistributionFeature(),
                    new RecallFeature(),
                    new CorrectionFeature(),
                    new WorkFeature(),
                    new ChargingFeature());

    private Decisions() {}

    public static List<Decision<?>> all() {
        List<Decision<?>> all = new ArrayList<>();
        FEATURES.forEach(feature -> all.addAll(feature.decisions()));
        return List.copyOf(all);
    }

    /// What may come with whatever was decided.
    static List<Sequel> sequels() {
        List<Sequel> all = new ArrayList<>();
        FEATURES.forEach(feature -> all.addAll(feature.sequels()));
        return List.copyOf(all);
    }

    /// The books that features share, then those of each.
    public static List<Book<?, ?>> books() {
        List<Book<?, ?>> all = new ArrayList<>(SharedBooks.all());
        FEATURES.forEach(feature -> all.addAll(feature.books()));
        return List.copyOf(all);
    }
}
