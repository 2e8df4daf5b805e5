package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.CountId;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import org.jspecify.annotations.Nullable;

/// Records the counted quantity of the scanned goods in a bin.
///
/// @param count     a count that was opened, or a name under which results are found
/// @param countedBy who counted
public record CountStock(
        CountId count,
        @Nullable EnterpriseId owner,
        Location location,
        ScannedGoods goods,
        String countedBy)
        implements Command {}
