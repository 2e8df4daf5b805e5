package io.lotline.api.paper;

import io.lotline.api.http.Caller;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.PreferredForm;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.StockCells;
import io.lotline.projections.inventory.StockRow;
import io.lotline.projections.inventory.StopScopes;
import io.lotline.projections.inventory.Stoppables;
import io.lotline.projections.inventory.StorageLocation;
import io.lotline.projections.inventory.Unit;
import io.lotline.projections.inventory.UnitContent;
import io.lotline.projections.inventory.UnitContentsView;
import io.lotline.projections.inventory.Units;
import io.lotline.projections.inventory.UnitsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Prints labels of places, cartons and goods.
@RestController
class LabelsController {
    private static final List<LabelSize> PLACES = List.of(LabelSize.PLACE, LabelSize.SMALL);
    private static final List<LabelSize> CARTONS = List.of(LabelSize.CARTON, LabelSize.A6);
    private static final List<LabelSize> PIECES = List.of(LabelSize.PIECE, LabelSize.SMALL);
    private static final int MOST_LABELS = 1_000;
    private static final int CONTENTS_SHOWN = 8;

    private final Views views;
    private final KnownValues known;
    private final Names names;

    LabelsController(Views views, KnownValues known, Names names) {
        this.views = views;
        this.known = known;
        this.names = names;
    }

    /// Prints labels of locations.
    @Operation(
            summary = "Prints labels of locations",
            description =
                    "All of a warehouse or a zone, page by page, or those that are named with commas between. The QR code holds warehouse/location, as the handheld's page reads it. Sizes 100x50 and 70x37 mm; with paper=A4 as many on a sheet as there is room; dpmm (8, 12, 24) is the printer's resolution.")
    @Reads(LocationsView.NAME)
    @GetMapping("/v1/labels/locations")
    ResponseEntity<byte[]> locations(
            Caller caller,
            PageRequest asked,
            HttpServletRequest request,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable Zone zone,
            @Parameter(explode = Explode.FALSE) @RequestParam @Nullable List<LocationId> location,
            @RequestParam @Nullable String size,
            @RequestParam @Nullable String paper,
            @RequestParam @Nullable Integer dpmm) {
        LabelPrint print = LabelPrint.of(size, paper, dpmm, PLACES);
        WarehouseId in = caller.warehouseOr(warehouse);
        if (in == null) {
            throw Malformed.field(
                    "warehouse", "Say of which warehouse the labels are, with 'warehouse'.");
        }
        known.warehouse(caller, in);
        List<StorageLocation> places = new ArrayList<>();
        @Nullable String next = null;
        if (location == null) {
            Page<StorageLocation> page =
                    views.locations().find(in, zone, asked.after(), asked.limit());
            places.addAll(page.items());
            next = page.next();
        } else {
            mustBeFew(location.size());
            for (LocationId id : location) {
                known.location(caller, in, id);
                views.locations()
                        .find(new Location(in, id))
                        .filter(place -> zone == null || zone == place.zone())
                        .ifPresent(places::add);
            }
        }
        return printed(
                print,
                places.stream().map(LabelsController::label).toList(),
                request,
                "labels-" + in,
                next);
    }

    private static Label label(StorageLocation place) {
        List<LabelText> lines = new ArrayList<>();
        lines.add(LabelText.whole(place.location().value(), 3));
        lines.add(LabelText.whole(place.warehouse().value(), 1.2));
        lines.add(LabelText.of(words(place.zone()), 1.2));
        String celsius = Papers.celsius(place.minCelsius(), place.maxCelsius());
        if (!celsius.isEmpty()) {
            lines.add(LabelText.of(celsius, 1.2));
        }
        if (place.gln() != null) {
            lines.add(LabelText.whole("(414) " + place.gln(), 0.8));
        }
        return new SquareLabel(
                BarSymbol.qr(new Location(place.warehouse(), place.location()).toString()),
                lines,
                Colour.of(place.zone()));
    }

    private static String words(Zone zone) {
        return switch (zone) {
            case QUARANTINE -> "待验区 Quarantine";
            case QUALIFIED -> "合格品区 Qualified";
            case NON_CONFORMING -> "不合格品区 Non-conforming";
            case DISPATCH -> "发货区 Dispatch";
            case RETURNS -> "退货区 Returns";
        };
    }

    /// Prints labels of logistic units.
    @Operation(
            summary = "Prints labels of logistic units",
            description =
                    "The SSCC as GS1-128, named with commas between, also before there is anything in the unit: what the caller may see of its contents stands above. Sizes 100x150 and 105x148 mm, four of which are an A4 sheet.")
    @Reads({
        UnitsView.NAME,
        UnitContentsView.NAME,
        OrdersView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME
    })
    @GetMapping("/v1/labels/units")
    ResponseEntity<byte[]> units(
            Caller caller,
            HttpServletRequest request,
            @Parameter(explode = Explode.FALSE) @RequestParam @Nullable List<Sscc> sscc,
            @RequestParam @Nullable String size,
            @RequestParam @Nullable String paper,
            @RequestParam @Nullable Integer dpmm) {
        LabelPrint print = LabelPrint.of(size, paper, dpmm, CARTONS);
        if (sscc == null) {
            throw Malformed.field("sscc", "Say of which units the labels are, with 'sscc'.");
        }
        mustBeFew(sscc.size());
        return printed(
                print,
                sscc.stream().map(each -> label(caller, each)).toList(),
                request,
                "labels-" + (sscc.size() == 1 ? sscc.getFirst() : "units"),
                null);
    }

    private Label label(Caller caller, Sscc sscc) {
        Optional<Units.Answer> seen =
                views.units()
                        .find(sscc, caller.enterprise(), null, CONTENTS_SHOWN + 1)
                        .filter(
                                answer ->
                                        caller.enterprise() != null
                                                || caller.ownWarehouses() == null
                                                || isIn(caller, answer.unit()));
        List<LabelText> lines = new ArrayList<>();
        lines.add(LabelText.of("物流单元 Logistic unit", 1));
        seen.ifPresent(answer -> lines.addAll(contents(caller, answer)));
        return new UnitLabel(sscc, lines);
    }

    private static boolean isIn(Caller caller, Unit unit) {
        return unit.warehouse() != null && caller.worksIn(unit.warehouse());
    }

    private List<LabelText> contents(Caller caller, Units.Answer answer) {
        List<LabelText> lines = new ArrayList<>();
        Place place = answer.unit().place();
        if (place != null && place.kind() == Place.Kind.ORDER) {
            OrderId order = new OrderId(place.id());
            views.orders()
                    .find(order)
                    .filter(each -> caller.sees(each.owner(), each.warehouse()))
                    .ifPresent(
                            each -> {
                                lines.add(
                                        LabelText.of("收货单位 To: " + nameOf(each.consignee()), 1.3));
                                lines.add(LabelText.of("订单 Order: " + order, 1));
                            });
        }
        List<UnitContent> goods = answer.contents().items();
        Map<String, String> called = names.devices(goods.stream().map(UnitContent::di));
        for (UnitContent each : goods.subList(0, Math.min(CONTENTS_SHOWN, goods.size()))) {
            lines.add(
                    LabelText.of(
                            Papers.joined(
                                    "  ",
                                    called.get(each.di().value()),
                                    each.lot() == null ? null : "批号 " + each.lot(),
                                    each.serial() == null ? null : "序列号 " + each.serial(),
                                    "× " + each.quantity()),
                            0.8));
        }
        if (goods.size() > CONTENTS_SHOWN) {
            lines.add(LabelText.of("…… 及其他 and more", 0.8));
        }
        if (!answer.unit().children().isEmpty()) {
            lines.add(LabelText.of("内含物流单元 Units inside: " + answer.unit().children().size(), 0.8));
        }
        return lines;
    }

    private String nameOf(EnterpriseId enterprise) {
        return names.enterprises(Stream.of(enterprise))
                .getOrDefault(enterprise.value(), enterprise.value());
    }

    /// Prints labels of goods in stock.
    @Operation(
            summary = "Prints labels of goods in stock",
            description =
                    "A GS1 DataMatrix with DI, expiry date, lot and serial number for each lot or piece that the filters leave, as often as `copies` says (1 to 1,000). Goods that GS1 cannot name are refused as label-not-printable. Sizes 50x30 and 70x37 mm.")
    @Reads({
        StockCells.NAME,
        Stoppables.NAME,
        StopScopes.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME,
        PackagesView.NAME,
        LocationsView.NAME
    })
    @GetMapping("/v1/labels/items")
    ResponseEntity<byte[]> items(
            Caller caller,
            PageRequest asked,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable Di di,
            @RequestParam @Nullable LotNumber lot,
            @RequestParam @Nullable SerialNumber serial,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable LocationId location,
            @RequestParam @Nullable Integer copies,
            @RequestParam @Nullable String size,
            @RequestParam @Nullable String paper,
            @RequestParam @Nullable Integer dpmm) {
        LabelPrint print = LabelPrint.of(size, paper, dpmm, PIECES);
        int times = copies == null ? 1 : copies;
        if (times < 1 || times > MOST_LABELS) {
            throw Malformed.field(
                    "copies", "%d is not from 1 to %d.".formatted(times, MOST_LABELS));
        }
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        known.location(caller, caller.warehouseOr(warehouse), location);
        known.lot(lot);
        Di device = known.device(di, response);
        if (caller.excludes(owner)) {
            throw Papers.nothing();
        }
        if (serial != null && device == null) {
            throw Malformed.field(
                    "di", "A serial number is one of a device: say of which, with 'di'.");
        }
        FindStock query =
                new FindStock(
                        caller.ownerOr(owner),
                        device,
                        lot,
                        caller.warehouseOr(warehouse),
                        location,
                        null);
        Page<StockRow> page =
                serial == null
                        ? views.stockOnHand().find(query, asked.after(), asked.limit())
                        : new Page<>(pieces(query, serial), null);
        var _ = known.ofLot(caller, device, lot, page);
        // the same goods in several bins have the same label
        List<Goods> goods =
                page.items().stream()
                        .filter(row -> caller.worksIn(row.warehouse()))
                        .map(Goods::of)
                        .distinct()
                        .toList();
        mustBeFew(goods.size() * times);
        Map<Di, Optional<Device>> files = new HashMap<>();
        List<Label> labels = new ArrayList<>();
        for (Goods each : goods) {
            Optional<Device> file = files.computeIfAbsent(each.di(), views.devices()::find);
            labels.addAll(Collections.nCopies(times, label(each, file.orElse(null))));
        }
        return printed(print, labels, request, "labels", page.next());
    }

    /// The piece with this number, wherever in the stock that is asked for it lies.
    private List<StockRow> pieces(FindStock query, SerialNumber serial) {
        List<StockRow> found = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<StockRow> page = views.stockOnHand().find(query, after, HttpLimits.MAX_PAGE);
            page.items().stream().filter(row -> serial.equals(row.serial())).forEach(found::add);
            after = page.next();
        } while (after != null && found.isEmpty());
        return found;
    }

    /// What a label says of goods.
    private record Goods(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate) {
        static Goods of(StockRow row) {
            return new Goods(row.di(), row.lot(), row.serial(), row.expiryDate());
        }
    }

    private static Label label(Goods goods, @Nullable Device device) {
        ItemElements elements =
                ItemElements.of(goods.di(), goods.expiryDate(), goods.lot(), goods.serial());
        BarSymbol symbol = elements == null ? null : BarSymbol.gs1DataMatrix(elements.bracketed());
        if (elements == null || symbol == null) {
            throw new ProblemFound(
                    Problem.of(
                                    "label-not-printable",
                                    422,
                                    "GS1 has no label for device %s, lot %s, serial number %s.\nMaybe leave it out by other filters: it keeps the label of its maker."
                                            .formatted(
                                                    goods.di(),
                                                    Objects.toString(goods.lot(), "-"),
                                                    Objects.toString(goods.serial(), "-")))
                            .with("di", goods.di())
                            .with("lot", goods.lot())
                            .with("serial", goods.serial()));
        }
        List<LabelText> lines = new ArrayList<>();
        if (device != null) {
            lines.add(LabelText.of(device.name(), 1.2));
            String kind = Papers.joined(" ", device.model(), device.specification());
            if (!kind.isEmpty()) {
                lines.add(LabelText.of(kind, 1));
            }
        }
        elements.readable().forEach(line -> lines.add(LabelText.whole(line, 1)));
        return new SquareLabel(symbol, lines, null);
    }

    private static void mustBeFew(int labels) {
        Papers.mustFit(
                labels,
                MOST_LABELS,
                "That would be %d labels, and an answer has %d at most.\nMaybe print them in parts.");
    }

    private static ResponseEntity<byte[]> printed(
            LabelPrint print,
            List<Label> labels,
            HttpServletRequest request,
            String name,
            @Nullable String next) {
        if (labels.isEmpty()) {
            throw Papers.nothing();
        }
        MediaType asked = PreferredForm.of(request, LabelPrint.FORMS);
        MediaType form = asked == null ? LabelPrint.FORMS.getFirst() : asked;
        List<String> links = Listing.of(List.of(), next).getHeaders().getOrEmpty(HttpHeaders.LINK);
        return Papers.answer(print.print(labels, form), form, name, links);
    }
}
