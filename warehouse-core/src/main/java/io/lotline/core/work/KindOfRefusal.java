package io.lotline.core.work;

import io.lotline.core.values.WorkKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// The kind of work that a refused scan leaves, by the stable name of its problem.
final class KindOfRefusal {
    static final Map<WorkKind, Set<String>> PROBLEMS =
            new EnumMap<>(
                    Map.of(
                            WorkKind.AMBIGUOUS,
                            Set.of("ambiguous-scan", "quantity-conflict", "reading-not-offered"),
                            WorkKind.CONTRADICTING,
                            Set.of(
                                    "contradicting-symbols",
                                    "expiry-conflict",
                                    "production-conflict",
                                    "production-after-expiry",
                                    "production-in-future",
                                    "serial-of-other-lot",
                                    "serial-already-in-stock",
                                    "serial-with-consignee"),
                            WorkKind.UNREADABLE,
                            Set.of("unreadable-scan"),
                            WorkKind.LATE,
                            Set.of("scan-too-old"),
                            WorkKind.SHORT,
                            Set.of(
                                    "insufficient-stock",
                                    "not-picked",
                                    "not-checked",
                                    "not-loaded",
                                    "not-to-put-back"),
                            WorkKind.EXTRA,
                            Set.of(
                                    "over-receipt",
                                    "over-pick",
                                    "over-check",
                                    "over-pack",
                                    "over-load",
                                    "not-on-notice",
                                    "lot-not-on-notice",
                                    "not-on-order",
                                    "not-on-shipment",
                                    "not-wanted")));

    private KindOfRefusal() {}

    static WorkKind of(String problem) {
        return PROBLEMS.entrySet().stream()
                .filter(each -> each.getValue().contains(problem))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(WorkKind.REFUSED);
    }
}
