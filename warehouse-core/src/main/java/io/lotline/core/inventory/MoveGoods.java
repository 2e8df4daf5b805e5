package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Moves goods from one bin to another. The owner, where given, says whose they are.
public record MoveGoods(
        @Nullable EnterpriseId owner,
        Location from,
        Location to,
        ScannedGoods goods,
        LocalDate today)
        implements Command {}
