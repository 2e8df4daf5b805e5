package io.lotline.api.epcis;

import io.lotline.api.http.Malformed;
import io.lotline.api.http.ProblemFound;
import io.lotline.projections.epcis.CbvWords;
import io.lotline.projections.epcis.EpcisQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A query in the making. Values of a list stand between bars (`receiving|shipping`); a word of the
/// CBV may be written short, as its URI, or as its URN.
final class EpcisTerms {
    static final Set<String> EVENT_TYPES = Set.of("ObjectEvent", "AggregationEvent");
    private static final Set<String> ACTIONS = Set.of("ADD", "OBSERVE", "DELETE");

    /// What the standard has and this park never records.
    private static final Set<String> NEVER =
            Set.of("TransactionEvent", "TransformationEvent", "AssociationEvent");

    private Set<String> eventTypes = Set.of();
    private @Nullable Instant eventFrom;
    private @Nullable Instant eventBefore;
    private @Nullable Instant recordFrom;
    private @Nullable Instant recordBefore;
    private Set<String> actions = Set.of();
    private Set<String> bizSteps = Set.of();
    private Set<String> dispositions = Set.of();
    private Set<String> readPoints = Set.of();
    private Set<String> bizLocations = Set.of();
    private Set<String> epcs = Set.of();
    private Set<String> anyEpcs = Set.of();
    private Set<String> parents = Set.of();
    private Set<String> classes = Set.of();
    private Set<String> eventIds = Set.of();
    private @Nullable Boolean wrong;

    EpcisTerms types(String parameter, @Nullable String asked) {
        eventTypes = values(parameter, asked);
        for (String type : eventTypes) {
            if (!EVENT_TYPES.contains(type) && !NEVER.contains(type)) {
                throw unknown(parameter, type, EVENT_TYPES);
            }
        }
        return this;
    }

    EpcisTerms happened(@Nullable Instant from, @Nullable Instant before) {
        eventFrom = from;
        eventBefore = before;
        return this;
    }

    EpcisTerms recorded(@Nullable Instant from, @Nullable Instant before) {
        recordFrom = from;
        recordBefore = before;
        return this;
    }

    EpcisTerms actions(@Nullable String asked) {
        actions = values("EQ_action", asked);
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw unknown("EQ_action", action, ACTIONS);
            }
        }
        return this;
    }

    EpcisTerms steps(String parameter, @Nullable String asked) {
        bizSteps = words(parameter, asked, "BizStep-", "bizstep:");
        mustBeKnown(parameter, bizSteps, CbvWords.STEPS);
        return this;
    }

    EpcisTerms dispositions(String parameter, @Nullable String asked) {
        dispositions = words(parameter, asked, "Disp-", "disp:");
        mustBeKnown(parameter, dispositions, CbvWords.DISPOSITIONS);
        return this;
    }

    /// What stands below somebody's own URI may be a word of theirs; nothing here has it.
    private static void mustBeKnown(String parameter, Set<String> asked, Set<String> known) {
        for (String word : asked) {
            if (!known.contains(word) && word.indexOf(':') < 0) {
                throw unknown(parameter, word, known);
            }
        }
    }

    EpcisTerms places(@Nullable String readPoint, @Nullable String bizLocation) {
        readPoints = values("EQ_readPoint", readPoint);
        bizLocations = values("EQ_bizLocation", bizLocation);
        return this;
    }

    EpcisTerms goods(
            @Nullable String epc,
            @Nullable String anyEpc,
            @Nullable String parent,
            @Nullable String epcClass) {
        epcs = values("MATCH_epc", epc);
        anyEpcs = values("MATCH_anyEPC", anyEpc);
        parents = values("MATCH_parentID", parent);
        classes = values("MATCH_epcClass", epcClass);
        return this;
    }

    EpcisTerms events(@Nullable String ids, @Nullable Boolean declaredWrong) {
        eventIds = values("EQ_eventID", ids);
        wrong = declaredWrong;
        return this;
    }

    EpcisQuery query() {
        return new EpcisQuery(
                eventTypes,
                eventFrom,
                eventBefore,
                recordFrom,
                recordBefore,
                actions,
                bizSteps,
                dispositions,
                readPoints,
                bizLocations,
                epcs,
                anyEpcs,
                parents,
                classes,
                eventIds,
                wrong);
    }

    private static ProblemFound unknown(String parameter, String value, Set<String> known) {
        List<String> sorted = known.stream().sorted().toList();
        return new ProblemFound(
                Malformed.field(
                                parameter,
                                "'%s' is none of %s.".formatted(value, String.join(", ", sorted)))
                        .problem()
                        .with("known", sorted));
    }

    /// What stands between bars. A list of nothing would ask for everything.
    static Set<String> values(String parameter, @Nullable String asked) {
        if (asked == null) {
            return Set.of();
        }
        Set<String> values =
                new LinkedHashSet<>(
                        Arrays.stream(asked.split("\\|"))
                                .filter(value -> !value.isBlank())
                                .toList());
        if (values.isEmpty()) {
            throw Malformed.field(
                    parameter,
                    "The query parameter '%s' has no value.\nMaybe leave it out."
                            .formatted(parameter));
        }
        return values;
    }

    /// The short words.
    private static Set<String> words(
            String parameter, @Nullable String asked, String ofUri, String ofUrn) {
        return values(parameter, asked).stream()
                .map(
                        value -> {
                            int uri = value.lastIndexOf(ofUri);
                            int urn = value.lastIndexOf(ofUrn);
                            return uri >= 0
                                    ? value.substring(uri + ofUri.length())
                                    : urn >= 0 ? value.substring(urn + ofUrn.length()) : value;
                        })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
