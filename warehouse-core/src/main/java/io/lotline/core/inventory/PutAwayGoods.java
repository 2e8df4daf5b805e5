package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Puts goods away: from where they wait to their bin. The notice and the owner, where given, say
/// whose they are.
public record PutAwayGoods(
        @Nullable NoticeId notice,
        @Nullable EnterpriseId owner,
        Location from,
        Location to,
        ScannedGoods goods,
        LocalDate today)
        implements Command {
    public PutAwayGoods(
            @Nullable NoticeId notice,
            Location from,
            Location to,
            ScannedGoods goods,
            LocalDate today) {
        this(notice, null, from, to, goods, today);
    }
}
