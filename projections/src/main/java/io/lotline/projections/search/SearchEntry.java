package io.lotline.projections.search;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import org.jspecify.annotations.Nullable;

/// A thing that can be found.
///
/// @param id      its id; of a lot and a piece what the label says beside the DI
/// @param di      the device that it is, or is of
/// @param owner   whose it is
/// @param partner whom else it is about: a notice's supplier, an order's consignee, a shipment's
///     carrier
/// @param order   that a unit was packed for
/// @param name    of a device or an enterprise, as it was registered; a recall's reason
/// @param form    which form of the file said so; an entry of an older form finds nothing any more
public record SearchEntry(
        Kind kind,
        String id,
        @Nullable Di di,
        @Nullable EnterpriseId owner,
        @Nullable EnterpriseId partner,
        @Nullable OrderId order,
        @Nullable String name,
        @Nullable String form) {

    /// What can be found, in the order in which it is shown.
    public enum Kind {
        DEVICE,
        LOT,
        SERIAL,
        UNIT,
        ORDER,
        NOTICE,
        SHIPMENT,
        RECALL,
        ENTERPRISE
    }

    /// What tells it from everything else.
    public String identity() {
        return kind + "\t" + (kind == Kind.DEVICE ? "" : String.valueOf(di)) + "\t" + id;
    }

    static SearchEntry of(
            Kind kind, String id, @Nullable EnterpriseId owner, @Nullable EnterpriseId partner) {
        return new SearchEntry(kind, id, null, owner, partner, null, null, null);
    }

    static SearchEntry goods(Kind kind, String id, Di di) {
        return new SearchEntry(kind, id, di, null, null, null, null, null);
    }
}
