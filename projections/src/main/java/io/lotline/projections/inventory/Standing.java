package io.lotline.projections.inventory;

import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.StockStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stops some goods, by where it is anchored. It says of a cell what [LotStanding] says of it,
/// however many other goods are stopped.
final class Standing {
    private final Map<String, List<StopScope>> byAnchor = new HashMap<>();

    Standing(Collection<StopScope> scopes) {
        for (StopScope scope : scopes) {
            if (scope.stops() > 0) {
                byAnchor.computeIfAbsent(scope.anchor(), _ -> new ArrayList<>()).add(scope);
            }
        }
        byAnchor.values().forEach(anchored -> anchored.sort(Comparator.comparing(StopScope::key)));
    }

    /// In the order of their keys.
    List<StopScope> anchoredAt(String anchor) {
        return byAnchor.getOrDefault(anchor, List.of());
    }

    /// The first scope that stops the cell, from the widest anchor on; null where nothing does.
    @Nullable StopScope stop(StockCell cell) {
        for (String anchor : StopScope.anchors(cell)) {
            for (StopScope scope : anchoredAt(anchor)) {
                if (scope.covers(cell)) {
                    return scope;
                }
            }
        }
        return null;
    }

    StockStatus status(StockCell cell, LocalDate today) {
        return LotStanding.shown(cell.status(), stop(cell) != null, cell.expiryDate(), today);
    }
}
