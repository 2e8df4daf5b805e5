package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.WorkEvent.RecallAcknowledged;
import io.lotline.core.recall.RecallRejection.RecallNotAccounted;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.RecallId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Recalled pieces of which nobody can say what became of them.
///
/// @param picked  for orders, and on no vehicle yet
/// @param onBoard of vehicles
/// @param out     with each consignee, without what it says it used or destroyed
record Unaccounted(long picked, long onBoard, Map<EnterpriseId, Long> out) {
    private static final int NAMED = 20;

    static Unaccounted of(Books books, RecallStarted recall) {
        Consigned all = Consigned.ofAll(books, recall);
        Map<EnterpriseId, RecallAcknowledged> said =
                books.open(Acknowledgements.BOOK, recall.recall()).last();
        Map<EnterpriseId, Long> out = new TreeMap<>(Comparator.comparing(EnterpriseId::value));
        all.handed()
                .forEach(
                        (consignee, handed) -> {
                            RecallAcknowledged last = said.get(consignee);
                            long gone = last == null ? 0 : (long) last.used() + last.destroyed();
                            long left = (long) handed.delivered() - handed.back() - gone;
                            if (left > 0) {
                                out.put(consignee, left);
                            }
                        });
        return new Unaccounted(all.picked(), all.onBoard(), out);
    }

    boolean isNone() {
        return picked == 0 && onBoard == 0 && out.isEmpty();
    }

    /// The consignees with the most pieces first, and only so many.
    RecallNotAccounted refusal(RecallId recall) {
        List<RecallRejection.Outstanding> most =
                out.entrySet().stream()
                        .sorted(Map.Entry.<EnterpriseId, Long>comparingByValue().reversed())
                        .limit(NAMED)
                        .map(
                                each ->
                                        new RecallRejection.Outstanding(
                                                each.getKey(), each.getValue()))
                        .toList();
        return new RecallNotAccounted(
                recall,
                picked,
                onBoard,
                out.values().stream().mapToLong(Long::longValue).sum(),
                most);
    }
}
