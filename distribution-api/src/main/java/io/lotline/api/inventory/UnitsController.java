package io.lotline.api.inventory;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Headers;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Unknown;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.Unit;
import io.lotline.projections.inventory.UnitContent;
import io.lotline.projections.inventory.UnitContentsView;
import io.lotline.projections.inventory.Units;
import io.lotline.projections.inventory.UnitsView;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Says where a logistic unit is and what is in it.
@RestController
class UnitsController {
    private final Views views;
    private final EventLog log;
    private final Names names;

    UnitsController(Views views, EventLog log, Names names) {
        this.views = views;
        this.log = log;
        this.names = names;
    }

    /// Shows a logistic unit: where it is, what is in it, and the units in it, now, at a past time,
    /// or as it was known at a past position. An enterprise sees units with goods of its own, and
    /// of those its own goods only; staff see those of their warehouses.
    @Operation(
            summary = "Shows a logistic unit: where it is, what is in it, and the units in it",
            description =
                    "Its contents are a list of pages; those of the units in it are shown under their own numbers. unknown-unit is answered where there is none, or none for this key.")
    @Reads({
        UnitsView.NAME,
        UnitContentsView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME,
        PackagesView.NAME
    })
    @GetMapping("/v1/units/{sscc}")
    ResponseEntity<UnitOnFile> get(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @PathVariable Sscc sscc,
            @RequestParam @Nullable Instant asOf,
            @RequestParam @Nullable Long knownAt) {
        Optional<Units.Answer> found;
        if (asOf == null && knownAt == null) {
            found = views.units().find(sscc, caller.enterprise(), asked.after(), asked.limit());
        } else {
            long head = log.head().position();
            if (knownAt != null && (knownAt < 0 || knownAt > head)) {
                throw Malformed.field(
                        "knownAt",
                        "%d is no position of this log: it goes from 0 to %d."
                                .formatted(knownAt, head));
            }
            long known = knownAt == null ? head : knownAt;
            response.setHeader(Headers.LOG_POSITION, Long.toString(known));
            found =
                    views.units()
                            .find(
                                    sscc,
                                    asOf,
                                    known,
                                    caller.enterprise(),
                                    asked.after(),
                                    asked.limit());
        }
        Units.Answer answer =
                found.filter(each -> isSeen(caller, each.unit()))
                        .orElseThrow(() -> Unknown.document("logistic unit", sscc));
        UnitOnFile shown = shown(answer);
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok().eTag(Revision.tag(1, shown));
        List<String> links =
                Listing.of(answer.contents().items(), answer.contents().next())
                        .getHeaders()
                        .getOrEmpty(HttpHeaders.LINK);
        links.forEach(link -> ok.header(HttpHeaders.LINK, link));
        return ok.body(shown);
    }

    private static boolean isSeen(Caller caller, Unit unit) {
        return caller.enterprise() != null
                || caller.ownWarehouses() == null
                || unit.warehouse() != null && caller.worksIn(unit.warehouse());
    }

    private UnitOnFile shown(Units.Answer answer) {
        List<UnitContent> contents = answer.contents().items();
        Map<String, String> devices = names.devices(contents.stream().map(UnitContent::di));
        Map<String, String> owners = names.enterprises(contents.stream().map(UnitContent::owner));
        Unit unit = answer.unit();
        return new UnitOnFile(
                unit.sscc(),
                unit.state(),
                unit.place(),
                unit.parent(),
                contents.stream()
                        .map(
                                each ->
                                        new InUnit(
                                                each.owner(),
                                                owners.get(each.owner().value()),
                                                each.di(),
                                                devices.get(each.di().value()),
                                                each.lot(),
                                                each.serial(),
                                                each.quantity()))
                        .toList(),
                unit.children(),
                unit.endedAt(),
                "/v1/trace/units/" + unit.sscc());
    }

    /// A logistic unit.
    ///
    /// @param parent   the unit that it is in
    /// @param contents what is in it itself, a page of it
    /// @param children the units in it
    /// @param ended    when there was nothing in it any more
    /// @param history  where its history is told
    record UnitOnFile(
            Sscc sscc,
            UnitState state,
            @Nullable Place place,
            @Nullable Sscc parent,
            List<InUnit> contents,
            List<Sscc> children,
            @Nullable Instant ended,
            String history) {}

    /// Goods in a unit.
    record InUnit(
            EnterpriseId owner,
            @Nullable String ownerName,
            Di di,
            @Nullable String name,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            long quantity) {}
}
