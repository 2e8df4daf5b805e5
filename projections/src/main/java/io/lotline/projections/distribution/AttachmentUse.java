package io.lotline.projections.distribution;

import io.lotline.core.values.ContentHash;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.ShipmentId;

/// A handover that an attachment shows.
public record AttachmentUse(ShipmentId shipment, EnterpriseId consignee) {
    static String key(ContentHash attachment, ShipmentId shipment, EnterpriseId consignee) {
        return of(attachment) + shipment.value() + "\t" + consignee.value();
    }

    /// What the keys of an attachment's uses begin with.
    static String of(ContentHash attachment) {
        return attachment.value() + "\t";
    }
}
