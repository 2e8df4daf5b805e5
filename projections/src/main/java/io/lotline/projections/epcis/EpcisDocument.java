package io.lotline.projections.epcis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An EPCIS 2.0 document: JSON-LD, media type `application/ld+json`.
@JsonPropertyOrder({"@context", "type", "schemaVersion", "creationDate", "epcisBody"})
public record EpcisDocument(
        @JsonProperty("@context") List<Object> context,
        String type,
        String schemaVersion,
        Instant creationDate,
        Body epcisBody) {
    private static final String GS1_CONTEXT =
            "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    static EpcisDocument of(Instant creationDate, URI namespace, Iterable<Event> events) {
        return new EpcisDocument(
                List.of(GS1_CONTEXT, Map.of("lotline", namespace.toString())),
                "EPCISDocument",
                "2.0",
                creationDate,
                new Body(events));
    }

    /// What a query found: an `EPCISQueryDocument` of EPCIS 2.0.
    @JsonPropertyOrder({"@context", "type", "schemaVersion", "creationDate", "epcisBody"})
    public record Answer(
            @JsonProperty("@context") List<Object> context,
            String type,
            String schemaVersion,
            Instant creationDate,
            AnswerBody epcisBody) {}

    public record AnswerBody(QueryResults queryResults) {}

    /// @param queryName as the standard calls queries for events
    public record QueryResults(String queryName, ResultsBody resultsBody) {}

    public record ResultsBody(List<Event> eventList) {}

    static Answer answer(Instant creationDate, URI namespace, List<Event> events) {
        return new Answer(
                List.of(GS1_CONTEXT, Map.of("lotline", namespace.toString())),
                "EPCISQueryDocument",
                "2.0",
                creationDate,
                new AnswerBody(new QueryResults("SimpleEventQuery", new ResultsBody(events))));
    }

    /// The events, in the log's order: read and made whenever they are gone through, so that a
    /// document of any length is written in little memory.
    public record Body(Iterable<Event> eventList) {}

    /// An ObjectEvent, or, where goods are put into a logistic unit, an AggregationEvent.
    ///
    /// @param position of the event in the log (extension)
    /// @param actor    the key id of who did it (extension)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"type", "eventID", "eventTime", "recordTime", "eventTimeZoneOffset"})
    public record Event(
            String type,
            String eventID,
            OffsetDateTime eventTime,
            OffsetDateTime recordTime,
            String eventTimeZoneOffset,
            String action,
            String bizStep,
            @Nullable String disposition,
            @Nullable String parentID,
            @Nullable List<String> childEPCs,
            @Nullable List<QuantityElement> childQuantityList,
            @Nullable List<String> epcList,
            @Nullable List<QuantityElement> quantityList,
            @Nullable Where readPoint,
            @Nullable Where bizLocation,
            List<BizTransaction> bizTransactionList,
            List<Source> sourceList,
            List<Destination> destinationList,
            @Nullable ErrorDeclaration errorDeclaration,
            @JsonProperty("lotline:position") long position,
            @JsonProperty("lotline:actor") String actor) {}

    /// That an event was wrong.
    ///
    /// @param reason            in the CBV's words
    /// @param correctiveEventIDs what says how it was; none for what never happened
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ErrorDeclaration(
            OffsetDateTime declarationTime, String reason, List<String> correctiveEventIDs) {}

    /// A quantity of a class of goods; without a number for all of them.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QuantityElement(String epcClass, @Nullable Long quantity) {}

    /// A place.
    public record Where(String id) {}

    /// A business document, by the CBV's type.
    public record BizTransaction(String type, String bizTransaction) {}

    /// A party that goods come from, by the CBV's type.
    public record Source(String type, String source) {}

    /// A party that goods go to, by the CBV's type.
    public record Destination(String type, String destination) {}
}
