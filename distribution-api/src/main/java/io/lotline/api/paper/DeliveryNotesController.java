package io.lotline.api.paper;

import io.lotline.api.http.Caller;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.api.paper.Sheet.Column;
import io.lotline.api.paper.Sheet.Field;
import io.lotline.api.paper.Sheet.Row;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.ShipmentId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.Shipment;
import io.lotline.projections.distribution.ShipmentPartsView;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Prints the notes that go with goods (随货同行单, GSP article 92).
@RestController
class DeliveryNotesController {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int PART = 1_000;

    /// As wide as an A4 sheet that lies, without its margins.
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("序号｜No.", 11, true),
                    Column.of("产品名称｜Product, UDI-DI", 50, false),
                    Column.of("型号／规格｜Model, specification", 36, false),
                    Column.of("注册证／备案号｜Registration no.", 40, false),
                    Column.of("注册人／备案人｜Registrant", 36, false),
                    Column.of("生产批号／序列号｜Lot, serial no.", 38, false),
                    Column.of("有效期至｜Expiry date", 21, false),
                    Column.of("数量｜Quantity", 17, true),
                    Column.of("储运条件｜Storage, transport", 28, false));

    private final Views views;
    private final ParkClock clock;
    private final String operator;

    DeliveryNotesController(
            Views views, ParkClock clock, @Value("${lotline.operator-name:}") String operator) {
        this.views = views;
        this.clock = clock;
        this.operator = operator.strip();
    }

    /// Prints the delivery notes of a shipment that left.
    @Operation(
            summary = "Prints the delivery notes of a shipment that left",
            description =
                    "One note for each consignee and goods owner (随货同行单), each with pages of its own, of what left, as it left. Before that it is refused as not-dispatched. An enterprise gets the notes of its own goods only.")
    @Reads({
        ShipmentsView.NAME,
        ShipmentPartsView.NAME,
        OrdersView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME
    })
    @GetMapping("/v1/shipments/{shipmentId}/delivery-note")
    ResponseEntity<byte[]> print(
            Caller caller,
            @PathVariable ShipmentId shipmentId,
            @RequestParam @Nullable EnterpriseId consignee,
            @RequestParam @Nullable EnterpriseId owner) {
        Shipment shipment =
                views.shipments()
                        .find(shipmentId)
                        .filter(each -> isSeen(caller, each))
                        .orElseThrow(() -> Unknown.document("shipment", shipmentId));
        Instant dispatched = shipment.dispatched();
        if (dispatched == null) {
            throw new ProblemFound(
                    Problem.of(
                                    "not-dispatched",
                                    422,
                                    "Shipment %s has not left yet.\nMaybe dispatch it first."
                                            .formatted(shipmentId))
                            .with("shipment", shipmentId));
        }
        Map<Parties, List<Load>> notes = notes(caller, shipmentId, consignee, owner);
        if (notes.isEmpty()) {
            throw Papers.nothing();
        }
        try (PdfCanvas pdf = new PdfCanvas("随货同行单 Delivery note " + shipmentId)) {
            notes.forEach(
                    (parties, loads) -> sheet(shipment, dispatched, parties, loads).draw(pdf));
            return Papers.answer(
                    pdf.bytes(), MediaTypes.PDF, "delivery-note-" + shipmentId, List.of());
        }
    }

    /// Whom a note is for, and whose goods it names.
    private record Parties(EnterpriseId consignee, EnterpriseId owner) {}

    private boolean isSeen(Caller caller, Shipment shipment) {
        EnterpriseId enterprise = caller.enterprise();
        return caller.worksIn(shipment.warehouse())
                && (enterprise == null
                        || shipment.owners().contains(enterprise.value())
                        || (shipment.dispatched() == null
                                && shipment.orders().stream()
                                        .flatMap(order -> views.orders().find(order).stream())
                                        .anyMatch(order -> order.owner().equals(enterprise))));
    }

    private Map<Parties, List<Load>> notes(
            Caller caller,
            ShipmentId shipment,
            @Nullable EnterpriseId consignee,
            @Nullable EnterpriseId owner) {
        List<Load> found = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<Load> page = views.shipments().goods(shipment, after, PART);
            page.items().stream()
                    .filter(load -> caller.sees(load.item().owner()))
                    .filter(load -> consignee == null || consignee.equals(load.consignee()))
                    .filter(load -> owner == null || owner.equals(load.item().owner()))
                    .forEach(found::add);
            Papers.mustFit(found.size());
            after = page.next();
        } while (after != null);
        found.sort(
                Comparator.comparing((Load load) -> load.consignee().value())
                        .thenComparing(load -> load.item().owner().value())
                        .thenComparing(load -> load.order().value())
                        .thenComparing(load -> load.item().di().value())
                        .thenComparing(load -> Objects.toString(load.item().lot(), ""))
                        .thenComparing(load -> Objects.toString(load.serial(), "")));
        Map<Parties, List<Load>> notes = new LinkedHashMap<>();
        for (Load load : found) {
            notes.computeIfAbsent(
                            new Parties(load.consignee(), load.item().owner()),
                            _ -> new ArrayList<>())
                    .add(load);
        }
        return notes;
    }

    private Sheet sheet(Shipment shipment, Instant dispatched, Parties parties, List<Load> loads) {
        EnterpriseText enterprises = new EnterpriseText(views);
        GoodsText goods = new GoodsText(views);
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("供货单位", "Supplier", enterprises.name(parties.owner())));
        fields.add(new Field("收货单位", "Consignee", enterprises.name(parties.consignee())));
        fields.add(new Field("地址、联系人", "Address", enterprises.address(parties.owner())));
        fields.add(new Field("收货地址", "Address", enterprises.address(parties.consignee())));
        fields.add(new Field("许可证／备案号", "Licences", enterprises.licences(parties.owner())));
        fields.add(new Field("许可证／备案号", "Licences", enterprises.licences(parties.consignee())));
        fields.add(
                new Field(
                        "贮存配送单位",
                        "3PL",
                        Papers.joined("　", operator, "仓库 " + shipment.warehouse())));
        fields.add(new Field("发货时间", "Dispatched", TIME.format(dispatched.atZone(clock.zone()))));
        fields.add(
                new Field(
                        "承运单位",
                        "Carrier",
                        Papers.joined(
                                "　",
                                enterprises.name(shipment.carrier()).replace('\n', '　'),
                                shipment.vehicle() == null ? null : "车牌 " + shipment.vehicle())));
        fields.add(new Field("发运单号", "Shipment", shipment.shipmentId().value()));
        List<Row> rows = new ArrayList<>();
        @Nullable String order = null;
        long pieces = 0;
        for (int i = 0; i < loads.size(); i++) {
            Load load = loads.get(i);
            if (!load.order().value().equals(order)) {
                order = load.order().value();
                rows.add(Row.heading("订单 Order " + order));
            }
            var di = load.item().di();
            rows.add(
                    Row.of(
                            Integer.toString(i + 1),
                            goods.name(di),
                            goods.specification(di),
                            goods.registration(di),
                            goods.holder(di),
                            Papers.joined(
                                    "\n",
                                    load.item().lot(),
                                    load.serial() == null ? null : "SN " + load.serial()),
                            Papers.day(load.expiryDate()),
                            Integer.toString(load.quantity()),
                            goods.conditions(di)));
            pieces += load.quantity();
        }
        rows.add(Row.heading("合计 Total　%d 行 rows　%d 件 pieces".formatted(loads.size(), pieces)));
        return new Sheet(
                "随货同行单　Delivery note",
                shipment.shipmentId().value(),
                fields,
                COLUMNS,
                rows,
                List.of("供货单位或贮存配送单位盖章 Stamp", "承运人签字 Carrier", "收货人签字、日期 Received by, date"));
    }
}
