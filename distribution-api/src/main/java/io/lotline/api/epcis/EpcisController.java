package io.lotline.api.epcis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.api.http.Caller;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.PreferredForm;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.epcis.EpcisDocument;
import io.lotline.projections.epcis.EpcisDocument.Event;
import io.lotline.projections.epcis.EpcisHistories;
import io.lotline.projections.epcis.EpcisHistories.EventPage;
import io.lotline.projections.epcis.EpcisHistories.PageStart;
import io.lotline.projections.epcis.EpcisQuery;
import io.lotline.projections.epcis.EpcisSubject;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Answers queries of GS1's EPCIS 2.0 REST binding over the log. Events are recorded by the
/// warehouse's own commands, so nothing is captured here.
@RestController
class EpcisController {
    private static final List<MediaType> FORMS = List.of(MediaTypes.JSON, MediaTypes.JSON_LD);
    private static final String VERSION = "2.0.0";
    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,15})\\.([0-9]{1,9})");

    /// A token is a place in the log and holds for ever; the standard wants an end.
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);

    private final EpcisHistories histories;
    private final ParkClock clock;

    EpcisController(EpcisHistories histories, ParkClock clock) {
        this.histories = histories;
        this.clock = clock;
    }

    /// Lists the events that a query of EPCIS 2.0 asks for, in the order in which they were
    /// recorded.
    @Operation(
            summary = "Lists the events that a query of EPCIS 2.0 asks for",
            description =
                    "In the order in which they were recorded. Several values of a parameter stand between bars. A page may have few events and still a next one: 10,000 events of the log are looked at for each. An enterprise sees its own goods; of holds and recalls those that concern goods it names.")
    @Reads({})
    @GetMapping("/epcis/events")
    ResponseEntity<EpcisDocument.Answer> events(
            Caller caller,
            HttpServletRequest request,
            @RequestParam @Nullable Integer perPage,
            @RequestParam @Nullable String nextPageToken,
            @RequestParam @Nullable String eventType,
            @RequestParam(name = "GE_eventTime") @Nullable Instant eventFrom,
            @RequestParam(name = "LT_eventTime") @Nullable Instant eventBefore,
            @RequestParam(name = "GE_recordTime") @Nullable Instant recordFrom,
            @RequestParam(name = "LT_recordTime") @Nullable Instant recordBefore,
            @RequestParam(name = "EQ_action") @Nullable String action,
            @RequestParam(name = "EQ_bizStep") @Nullable String bizStep,
            @RequestParam(name = "EQ_disposition") @Nullable String disposition,
            @RequestParam(name = "EQ_readPoint") @Nullable String readPoint,
            @RequestParam(name = "EQ_bizLocation") @Nullable String bizLocation,
            @RequestParam(name = "MATCH_epc") @Nullable String epc,
            @RequestParam(name = "MATCH_anyEPC") @Nullable String anyEpc,
            @RequestParam(name = "MATCH_parentID") @Nullable String parent,
            @RequestParam(name = "MATCH_epcClass") @Nullable String epcClass,
            @RequestParam(name = "MATCH_anyEPCClass") @Nullable String anyClass,
            @RequestParam(name = "EQ_eventID") @Nullable String eventId,
            @RequestParam(name = "EXISTS_errorDeclaration") @Nullable Boolean wrong,
            @RequestParam @Nullable Integer eventCountLimit,
            @RequestParam @Nullable String orderBy,
            @RequestParam @Nullable String orderDirection) {
        ordered(orderBy, orderDirection);
        EpcisTerms terms =
                new EpcisTerms()
                        .types("eventType", eventType)
                        .happened(eventFrom, eventBefore)
                        .recorded(recordFrom, recordBefore)
                        .actions(action)
                        .steps("EQ_bizStep", bizStep)
                        .dispositions("EQ_disposition", disposition)
                        .places(readPoint, bizLocation)
                        .goods(
                                goods("MATCH_epc", epc),
                                goods("MATCH_anyEPC", anyEpc),
                                goods("MATCH_parentID", parent),
                                goods(
                                        anyClass == null ? "MATCH_epcClass" : "MATCH_anyEPCClass",
                                        anyClass == null ? epcClass : anyClass))
                        .events(eventId, wrong);
        if (eventCountLimit != null) {
            int most = limit("eventCountLimit", eventCountLimit);
            EventPage page = page(caller, terms.query(), nextPageToken, most);
            return answer(request, new EventPage(page.position(), page.events(), null));
        }
        return answer(
                request, page(caller, terms.query(), nextPageToken, limit("perPage", perPage)));
    }

    /// Shows one event by its id.
    @Operation(summary = "Shows one event by its EPCIS event id")
    @Reads({})
    @GetMapping("/epcis/events/{eventId}")
    ResponseEntity<EpcisDocument.Answer> event(
            Caller caller, HttpServletRequest request, @PathVariable String eventId) {
        Event found =
                histories
                        .event(eventId, caller.enterprise())
                        .orElseThrow(() -> Unknown.document("event", eventId));
        return answer(request, new EventPage(found.position(), List.of(found), null));
    }

    /// Lists the types of events that are recorded here.
    @Operation(summary = "Lists the types of events that are recorded here")
    @Reads({})
    @GetMapping("/epcis/eventTypes")
    ResponseEntity<EventTypes> types(HttpServletRequest request) {
        return headers(request)
                .body(new EventTypes(EpcisTerms.EVENT_TYPES.stream().sorted().toList()));
    }

    /// Lists the events of a type.
    @Operation(summary = "Lists the events of a type")
    @Reads({})
    @GetMapping("/epcis/eventTypes/{eventType}/events")
    ResponseEntity<EpcisDocument.Answer> ofType(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String eventType,
            @RequestParam @Nullable Integer perPage,
            @RequestParam @Nullable String nextPageToken) {
        return answer(
                request,
                page(
                        caller,
                        new EpcisTerms().types("eventType", eventType).query(),
                        nextPageToken,
                        limit("perPage", perPage)));
    }

    /// Lists the events about a piece, a lot or a logistic unit.
    @Operation(summary = "Lists the events about a piece, a lot or a logistic unit, by its EPC")
    @Reads({})
    @GetMapping("/epcis/epcs/{epc}/events")
    ResponseEntity<EpcisDocument.Answer> ofEpc(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String epc,
            @RequestParam @Nullable Integer perPage,
            @RequestParam @Nullable String nextPageToken) {
        String name = Objects.requireNonNull(goods("epc", epc));
        boolean isClass = name.contains("/10/");
        return answer(
                request,
                page(
                        caller,
                        new EpcisTerms()
                                .goods(null, isClass ? null : name, null, isClass ? name : null)
                                .query(),
                        nextPageToken,
                        limit("perPage", perPage)));
    }

    /// Lists the events of a business step.
    @Operation(summary = "Lists the events of a business step")
    @Reads({})
    @GetMapping("/epcis/bizSteps/{bizStep}/events")
    ResponseEntity<EpcisDocument.Answer> ofStep(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String bizStep,
            @RequestParam @Nullable Integer perPage,
            @RequestParam @Nullable String nextPageToken) {
        return answer(
                request,
                page(
                        caller,
                        new EpcisTerms().steps("bizStep", bizStep).query(),
                        nextPageToken,
                        limit("perPage", perPage)));
    }

    /// Lists the events after which goods were in a place.
    @Operation(summary = "Lists the events after which goods were in a place")
    @Reads({})
    @GetMapping("/epcis/bizLocations/{bizLocation}/events")
    ResponseEntity<EpcisDocument.Answer> ofLocation(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String bizLocation,
            @RequestParam @Nullable Integer perPage,
            @RequestParam @Nullable String nextPageToken) {
        return answer(
                request,
                page(
                        caller,
                        new EpcisTerms().places(null, bizLocation).query(),
                        nextPageToken,
                        limit("perPage", perPage)));
    }

    /// Lists the events that happened in a place.
    @Operation(summary = "Lists the events that happened in a place")
    @Reads({})
    @GetMapping("/epcis/readPoints/{readPoint}/events")
    ResponseEntity<EpcisDocument.Answer> ofReadPoint(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String readPoint,
            @RequestParam @Nullable Integer perPage,
            @RequestParam @Nullable String nextPageToken) {
        return answer(
                request,
                page(
                        caller,
                        new EpcisTerms().places(readPoint, null).query(),
                        nextPageToken,
                        limit("perPage", perPage)));
    }

    /// Lists the events after which goods were in a state.
    @Operation(summary = "Lists the events after which goods were in a state")
    @Reads({})
    @GetMapping("/epcis/dispositions/{disposition}/events")
    ResponseEntity<EpcisDocument.Answer> ofDisposition(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String disposition,
            @RequestParam @Nullable Integer perPage,
            @RequestParam @Nullable String nextPageToken) {
        return answer(
                request,
                page(
                        caller,
                        new EpcisTerms().dispositions("disposition", disposition).query(),
                        nextPageToken,
                        limit("perPage", perPage)));
    }

    /// The types that there are.
    record EventTypes(@JsonProperty("@set") List<String> set) {}

    /// The log knows one order.
    private static void ordered(@Nullable String by, @Nullable String direction) {
        if (by != null && !by.equals("recordTime")) {
            throw Malformed.field(
                    "orderBy", "'%s' is no order here: it is recordTime.".formatted(by));
        }
        if (direction != null && !direction.equals("ASC")) {
            throw Malformed.field(
                    "orderDirection", "'%s' is no direction here: it is ASC.".formatted(direction));
        }
    }

    /// The names that events have for what EPCs name.
    private @Nullable String goods(String parameter, @Nullable String asked) {
        if (asked == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (String epc : EpcisTerms.values(parameter, asked)) {
            names.add(subject(parameter, epc).name());
        }
        return String.join("|", names);
    }

    private EpcisSubject subject(String parameter, String epc) {
        return histories
                .subject(epc)
                .orElseThrow(
                        () ->
                                Malformed.field(
                                        parameter,
                                        "'%s' names no piece, lot or logistic unit.\nMaybe write it as https://id.gs1.org/01/<GTIN>/10/<lot>, …/21/<serial> or https://id.gs1.org/00/<SSCC>."
                                                .formatted(epc)));
    }

    private EventPage page(Caller caller, EpcisQuery query, @Nullable String token, int limit) {
        List<EpcisSubject> about =
                query.names().stream().map(name -> subject("MATCH_anyEPC", name)).toList();
        @Nullable EnterpriseId owner = caller.enterprise();
        return histories.events(query, about, owner, start(token), limit);
    }

    private static PageStart start(@Nullable String token) {
        if (token == null) {
            return PageStart.FIRST;
        }
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches() || parts.group(1).matches("0+")) {
            throw Malformed.field(
                    "nextPageToken",
                    "'%s' is no token of a page.\nMaybe follow the Link header of the page before."
                            .formatted(token));
        }
        return new PageStart(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private static int limit(String parameter, @Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > HttpLimits.MAX_PAGE)) {
            throw Malformed.field(
                    parameter,
                    "%d is no limit: it is from 1 to %d.".formatted(asked, HttpLimits.MAX_PAGE));
        }
        return asked == null ? HttpLimits.DEFAULT_PAGE : asked;
    }

    private ResponseEntity<EpcisDocument.Answer> answer(
            HttpServletRequest request, EventPage page) {
        ResponseEntity.BodyBuilder answer =
                headers(request).header(Headers.LOG_POSITION, Long.toString(page.position()));
        PageStart next = page.next();
        if (next != null) {
            Listing.linkNext(answer, "nextPageToken", next.position() + "." + next.skipped());
            answer.header(
                    "GS1-Next-Page-Token-Expires",
                    clock.now()
                            .plus(TOKEN_LIFE)
                            .atZone(clock.zone())
                            .toOffsetDateTime()
                            .toString());
        }
        return answer.body(histories.answer(clock.now(), page.events()));
    }

    private static ResponseEntity.BodyBuilder headers(HttpServletRequest request) {
        MediaType form = PreferredForm.of(request, FORMS);
        return ResponseEntity.ok()
                .contentType(form == null ? MediaTypes.JSON : form)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("GS1-EPCIS-Version", VERSION)
                .header("GS1-CBV-Version", VERSION);
    }
}
