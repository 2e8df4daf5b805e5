package io.lotline.projections.epcis;

import io.lotline.projections.epcis.EpcisDocument.Event;
import io.lotline.projections.epcis.EpcisDocument.QuantityElement;
import io.lotline.projections.epcis.EpcisDocument.Where;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events are asked for, in the words of EPCIS 2.0's query language. An empty set, and null,
/// ask for all.
///
/// @param bizSteps     in the CBV's short words
/// @param dispositions in the CBV's short words
/// @param epcs         that a list of EPCs names
/// @param anyEpcs      the same, or the parent of an aggregation
/// @param parents      of aggregations
/// @param classes      that a list of quantities names
/// @param wrong        whether the event is declared wrong, or is not
public record EpcisQuery(
        Set<String> eventTypes,
        @Nullable Instant eventFrom,
        @Nullable Instant eventBefore,
        @Nullable Instant recordFrom,
        @Nullable Instant recordBefore,
        Set<String> actions,
        Set<String> bizSteps,
        Set<String> dispositions,
        Set<String> readPoints,
        Set<String> bizLocations,
        Set<String> epcs,
        Set<String> anyEpcs,
        Set<String> parents,
        Set<String> classes,
        Set<String> eventIds,
        @Nullable Boolean wrong) {

    /// What the goods and units are called that are asked for; empty for all.
    public Set<String> names() {
        List<Set<String>> asked = new ArrayList<>(List.of(epcs, anyEpcs, parents, classes));
        asked.removeIf(Set::isEmpty);
        return asked.isEmpty() ? Set.of() : asked.getFirst();
    }

    boolean matches(Event event) {
        return isOf(eventTypes, event.type())
                && !isBefore(event.eventTime().toInstant(), eventFrom)
                && (eventBefore == null || isBefore(event.eventTime().toInstant(), eventBefore))
                && !isBefore(event.recordTime().toInstant(), recordFrom)
                && (recordBefore == null || isBefore(event.recordTime().toInstant(), recordBefore))
                && isOf(actions, event.action())
                && isOf(bizSteps, event.bizStep())
                && isOf(dispositions, event.disposition())
                && isOf(readPoints, idOf(event.readPoint()))
                && isOf(bizLocations, idOf(event.bizLocation()))
                && isOf(eventIds, event.eventID())
                && (wrong == null || wrong == (event.errorDeclaration() != null))
                && (epcs.isEmpty() || namesOne(event, epcs))
                && (anyEpcs.isEmpty()
                        || namesOne(event, anyEpcs)
                        || anyEpcs.contains(Objects.requireNonNullElse(event.parentID(), "")))
                && isOf(parents, event.parentID())
                && (classes.isEmpty()
                        || holds(event.quantityList(), classes)
                        || holds(event.childQuantityList(), classes));
    }

    private static boolean isOf(Set<String> asked, @Nullable String value) {
        return asked.isEmpty() || value != null && asked.contains(value);
    }

    private static boolean isBefore(Instant at, @Nullable Instant other) {
        return other != null && at.isBefore(other);
    }

    private static @Nullable String idOf(@Nullable Where place) {
        return place == null ? null : place.id();
    }

    private static boolean namesOne(Event event, Set<String> asked) {
        return contains(event.epcList(), asked) || contains(event.childEPCs(), asked);
    }

    private static boolean contains(@Nullable Collection<String> names, Set<String> asked) {
        return names != null && names.stream().anyMatch(asked::contains);
    }

    private static boolean holds(@Nullable List<QuantityElement> goods, Set<String> asked) {
        return goods != null
                && goods.stream().anyMatch(element -> asked.contains(element.epcClass()));
    }
}
