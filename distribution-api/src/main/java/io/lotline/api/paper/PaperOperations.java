package io.lotline.api.paper;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;

/// What may be printed, and by whom.
public final class PaperOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        MediaType[] labels = LabelPrint.FORMS.toArray(MediaType[]::new);
        return List.of(
                Operation.of(
                                "GET",
                                "/v1/labels/locations",
                                Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN))
                        .answering(labels)
                        .unrecorded(),
                Operation.of("GET", "/v1/labels/units", ALL_BUT_SENSORS).answering(labels),
                Operation.of("GET", "/v1/labels/items", ALL_BUT_SENSORS).answering(labels),
                Operation.of("GET", "/v1/shipments/{shipmentId}/delivery-note", ALL_BUT_SENSORS)
                        .answering(MediaTypes.PDF),
                Operation.of("GET", "/v1/orders/{orderId}/packing-list", ALL_BUT_SENSORS)
                        .answering(MediaTypes.PDF));
    }
}
