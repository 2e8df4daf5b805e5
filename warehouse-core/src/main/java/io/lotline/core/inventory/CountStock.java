package io.lotline.core.inventory;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.CountId;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import org.jspecify.annotations.Nullable;

/// Records the counted quantity of the scanned goods in a bin.
public record CountStock(
        CountId count, @Nullable EnterpriseId owner, Location location, ScannedGoods goods)
        implements Command {}
