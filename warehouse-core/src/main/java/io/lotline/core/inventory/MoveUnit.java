package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import org.jspecify.annotations.Nullable;

/// Moves a logistic unit with all that is in it from its bin to another one.
///
/// @param putaway whether its goods are accepted ones that go to their bin, and no others
/// @param from    where it is said to be; null for wherever it is
public record MoveUnit(
        boolean putaway,
        @Nullable NoticeId notice,
        @Nullable EnterpriseId owner,
        @Nullable Location from,
        Location to,
        ScannedUnit unit)
        implements Command {}
