package io.lotline.core.recall;

import io.lotline.core.decision.Command;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import java.util.Set;

/// Starts a recall of lots or serials of a device. The document is immutable.
///
/// @param expected whether lots and serial numbers that nobody knows are said to be such that have
///     not come yet
public record StartRecall(
        RecallId recall,
        int level,
        Di di,
        Set<LotNumber> lots,
        Set<SerialNumber> serials,
        String reason,
        boolean ordered,
        boolean expected)
        implements Command {
    public StartRecall {
        lots = Set.copyOf(lots);
        serials = Set.copyOf(serials);
        if (level < 1 || level > 3) {
            throw new MalformedValue(
                    "recall level", "%d is no recall level: it is 1, 2 or 3.".formatted(level));
        }
        if (lots.isEmpty() && serials.isEmpty()) {
            throw new MalformedValue("recall", "A recall names at least one lot or serial number.");
        }
    }
}
