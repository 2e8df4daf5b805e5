package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Moves goods from one bin to another. The notice and the owner, where given, say whose they are.
public record MoveGoods(
        @Nullable NoticeId notice,
        @Nullable EnterpriseId owner,
        Location from,
        Location to,
        ScannedGoods goods,
        LocalDate today)
        implements Command {
    public MoveGoods(
            @Nullable EnterpriseId owner,
            Location from,
            Location to,
            ScannedGoods goods,
            LocalDate today) {
        this(null, owner, from, to, goods, today);
    }
}
