package io.lotline.api.distribution;

import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Shape;
import io.lotline.core.distribution.DeliverShipment.RefusedGoods;
import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.EnterpriseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A consignee's signature, and what is known of the handover.
///
/// @param evidence  where the signed paper or picture is kept
/// @param at        when it was; now unless said
/// @param latitude  where it was, in degrees (WGS 84), with `longitude`
/// @param celsius   how warm the goods were
/// @param signature the hash of an attachment: the picture of the signature
/// @param photos    the hashes of more attachments
/// @param refused   what was not taken, by lot and serial number
record Delivery(
        EnterpriseId consignee,
        String receivedBy,
        @Nullable String evidence,
        @Nullable Instant at,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable BigDecimal celsius,
        @Nullable ContentHash signature,
        @Nullable List<ContentHash> photos,
        @Nullable List<RefusedGoods> refused) {
    Delivery {
        Shape.text("receivedBy", receivedBy);
        Shape.optionalText("evidence", evidence);
        Shape.celsius("celsius", celsius);
        Shape.place(latitude, longitude);
        if (photos != null) {
            photos =
                    List.copyOf(
                            Shape.distinct(
                                    "photos",
                                    Shape.list("photos", photos, 0, HttpLimits.MAX_ATTACHMENTS)));
        }
        if (refused != null) {
            refused = Shape.list("refused", refused, 0, HttpLimits.MAX_LINES);
            refused.forEach(each -> Shape.text("refused.reason", each.reason()));
        }
    }

    /// What is known beside the signature; null for nothing.
    @Nullable Handover proof() {
        List<ContentHash> pictures = photos == null ? List.of() : photos;
        return at == null
                        && latitude == null
                        && celsius == null
                        && signature == null
                        && pictures.isEmpty()
                ? null
                : new Handover(at, latitude, longitude, celsius, List.of(), signature, pictures);
    }

    List<RefusedGoods> refusedOrNone() {
        return refused == null ? List.of() : refused;
    }
}
