package io.lotline.core.events;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.SerialNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which goods a hold or a recall stops.
public sealed interface Coverage permits HoldScope, RecallScope {
    Di di();

    /// Whether it could cover such goods, wherever they lie.
    boolean covers(StockItem item, @Nullable SerialNumber serial);

    /// The same in scopes of one lot, one serial number or one device each.
    List<HoldScope> scopes();

    /// Whose goods only; null for everybody's.
    @Nullable EnterpriseId owner();

    /// The one piece that is meant; null where more may be.
    @Nullable SerialNumber serial();

    /// Where only; null for everywhere.
    @Nullable String location();

    /// Whether everybody may know: a recall is no secret.
    boolean published();
}
