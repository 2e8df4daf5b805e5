package io.lotline.core.inbound;

import io.lotline.core.decision.Command;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Quantity;
import org.jspecify.annotations.Nullable;

/// Records the conclusion of an inspection for a quantity of a lot of a notice.
public record InspectGoods(
        NoticeId notice,
        Di di,
        @Nullable LotNumber lot,
        Conclusion conclusion,
        int quantity,
        @Nullable String reason)
        implements Command {
    public InspectGoods {
        Quantity.positive(quantity);
    }
}
