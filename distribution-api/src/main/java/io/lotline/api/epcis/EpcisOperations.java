package io.lotline.api.epcis;

import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.core.values.CallerRole;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What may be asked of events in EPCIS's words, and by whom.
public final class EpcisOperations implements FeatureOperations {
    /// Those who may read the log, and enterprises what is theirs in it.
    private static final Set<CallerRole> WHO = Set.of(REGULATOR, ADMIN, ENTERPRISE);

    @Override
    public List<Operation> operations() {
        return Stream.of(
                        "/epcis/events",
                        "/epcis/events/{eventId}",
                        "/epcis/eventTypes",
                        "/epcis/eventTypes/{eventType}/events",
                        "/epcis/epcs/{epc}/events",
                        "/epcis/bizSteps/{bizStep}/events",
                        "/epcis/bizLocations/{bizLocation}/events",
                        "/epcis/readPoints/{readPoint}/events",
                        "/epcis/dispositions/{disposition}/events")
                .map(
                        path ->
                                Operation.of("GET", path, WHO)
                                        .answering(MediaTypes.JSON, MediaTypes.JSON_LD))
                .toList();
    }
}
