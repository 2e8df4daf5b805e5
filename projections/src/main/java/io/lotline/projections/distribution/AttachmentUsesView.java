package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.projections.engine.View;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of which attachment shows which handover.
public final class AttachmentUsesView implements View<AttachmentUse> {
    public static final String NAME = "attachment-uses";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<AttachmentUse> documentType() {
        return AttachmentUse.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<String> keys = new LinkedHashSet<>();
        if (recorded.event() instanceof ShipmentDelivered delivered && delivered.proof() != null) {
            delivered
                    .proof()
                    .attachments()
                    .forEach(
                            attachment ->
                                    keys.add(
                                            AttachmentUse.key(
                                                    attachment,
                                                    delivered.shipment(),
                                                    delivered.consignee())));
        }
        return keys;
    }

    @Override
    public @Nullable AttachmentUse fold(
            @Nullable AttachmentUse use, Recorded recorded, String key) {
        return recorded.event() instanceof ShipmentDelivered delivered
                ? new AttachmentUse(delivered.shipment(), delivered.consignee())
                : use;
    }
}
