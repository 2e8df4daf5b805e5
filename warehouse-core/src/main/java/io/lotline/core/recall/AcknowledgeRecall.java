package io.lotline.core.recall;

import io.lotline.core.decision.Command;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.RecallId;
import org.jspecify.annotations.Nullable;

/// Records what a consignee says of the recalled goods that it has or had.
///
/// @param quantity of how many pieces it knows; null for all that were delivered to it
public record AcknowledgeRecall(
        RecallId recall,
        EnterpriseId consignee,
        @Nullable Integer quantity,
        int used,
        int destroyed,
        int returned)
        implements Command {
    public AcknowledgeRecall {
        notNegative("quantity", quantity == null ? 0 : quantity);
        notNegative("used", used);
        notNegative("destroyed", destroyed);
        notNegative("returned", returned);
    }

    private static void notNegative(String field, int pieces) {
        if (pieces < 0) {
            throw new MalformedValue(
                    field, "'%s' is %d, and pieces are 0 or more.".formatted(field, pieces));
        }
    }
}
