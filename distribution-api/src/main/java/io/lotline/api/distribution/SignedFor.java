package io.lotline.api.distribution;

import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.distribution.ShipmentPart;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A consignee's signature, and what else is known of the handover.
///
/// @param at        when it was, or was recorded where nobody said when
/// @param quantity  how many pieces were taken
/// @param latitude  where it was, in degrees (WGS 84), with `longitude`
/// @param celsius   how warm the goods were
/// @param outside   the devices that are to be kept colder or warmer than that
/// @param signature where the picture of the signature is
/// @param photos    where more pictures are
record SignedFor(
        EnterpriseId consignee,
        String receivedBy,
        @Nullable String evidence,
        Instant at,
        Instant recorded,
        long quantity,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable BigDecimal celsius,
        List<Di> outside,
        @Nullable String signature,
        List<String> photos) {
    private static final Handover NOTHING =
            new Handover(null, null, null, null, List.of(), null, List.of());

    static SignedFor of(ShipmentPart.Delivery delivery) {
        Handover proof = delivery.proof() == null ? NOTHING : delivery.proof();
        return new SignedFor(
                delivery.consignee(),
                delivery.receivedBy(),
                delivery.evidence(),
                delivery.at(),
                // what was kept before there was more to know was recorded when it was signed
                delivery.recorded() == null ? delivery.at() : delivery.recorded(),
                delivery.quantity(),
                proof.latitude(),
                proof.longitude(),
                proof.celsius(),
                proof.outside(),
                proof.signature() == null ? null : path(proof.signature()),
                proof.photos().stream().map(SignedFor::path).toList());
    }

    /// The same, as far as it is of some goods: who else had goods there is nobody's matter.
    ///
    /// @param pieces  how many of these were taken
    /// @param devices those that were among them
    SignedFor of(long pieces, Set<Di> devices) {
        return new SignedFor(
                consignee,
                receivedBy,
                evidence,
                at,
                recorded,
                pieces,
                latitude,
                longitude,
                celsius,
                outside.stream().filter(devices::contains).toList(),
                signature,
                photos);
    }

    private static String path(ContentHash attachment) {
        return "/v1/attachments/" + attachment;
    }
}
