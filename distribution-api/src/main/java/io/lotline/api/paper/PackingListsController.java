package io.lotline.api.paper;

import io.lotline.api.http.Caller;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.api.paper.Sheet.Column;
import io.lotline.api.paper.Sheet.Field;
import io.lotline.api.paper.Sheet.Row;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.distribution.Order;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.PackedGoods;
import io.lotline.projections.distribution.PackedGoods.Packed;
import io.lotline.projections.enterprise.EnterprisesView;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Prints what an order's goods are packed in (装箱单).
@RestController
class PackingListsController {
    /// As wide as an A4 sheet, without its margins.
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("序号｜No.", 11, true),
                    Column.of("产品名称｜Product, UDI-DI", 52, false),
                    Column.of("型号／规格｜Model, specification", 38, false),
                    Column.of("生产批号／序列号｜Lot, serial no.", 46, false),
                    Column.of("有效期至｜Expiry date", 24, false),
                    Column.of("数量｜Quantity", 19, true));

    private final Views views;
    private final PackedGoods packed;

    PackingListsController(Views views, EventLog log) {
        this.views = views;
        this.packed = new PackedGoods(log);
    }

    /// Prints the packing list of an order.
    @Operation(
            summary = "Prints the packing list of an order",
            description =
                    "What stands ready for it and what left, by shipment and logistic unit; what left stays as it left. Where nothing was picked it is refused as nothing-to-print.")
    @Reads({OrdersView.NAME, EnterprisesView.NAME, DevicesView.NAME})
    @GetMapping("/v1/orders/{orderId}/packing-list")
    ResponseEntity<byte[]> print(Caller caller, @PathVariable OrderId orderId) {
        Order order =
                views.orders()
                        .find(orderId)
                        .filter(each -> caller.sees(each.owner(), each.warehouse()))
                        .orElseThrow(() -> Unknown.document("order", orderId));
        PackedGoods.Answer answer = packed.of(orderId);
        if (answer.goods().isEmpty()) {
            throw Papers.nothing();
        }
        Papers.mustFit(answer.goods().size());
        try (PdfCanvas pdf = new PdfCanvas("装箱单 Packing list " + orderId)) {
            sheet(order, answer).draw(pdf);
            return Papers.answer(pdf.bytes(), MediaTypes.PDF, "packing-list-" + orderId, List.of());
        }
    }

    private Sheet sheet(Order order, PackedGoods.Answer answer) {
        EnterpriseText enterprises = new EnterpriseText(views);
        GoodsText goods = new GoodsText(views);
        long units =
                answer.goods().stream()
                        .map(Packed::unit)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
        long pieces = answer.goods().stream().mapToLong(Packed::quantity).sum();
        long ordered = order.lines().stream().mapToLong(Order.Line::ordered).sum();
        List<Field> fields =
                List.of(
                        new Field("货主", "Owner", enterprises.name(order.owner())),
                        new Field("收货单位", "Consignee", enterprises.name(order.consignee())),
                        new Field("地址、联系人", "Address", enterprises.address(order.owner())),
                        new Field("收货地址", "Address", enterprises.address(order.consignee())),
                        new Field("订单号", "Order", order.orderId().value()),
                        new Field("仓库", "Warehouse", order.warehouse().value()),
                        new Field("订货数量", "Ordered", Long.toString(ordered)),
                        new Field(
                                "装箱数量",
                                "Packed",
                                "%d 件 pieces　%d 个物流单元 units".formatted(pieces, units)));
        Map<Together, Long> together =
                answer.goods().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Together::of, Collectors.summingLong(Packed::quantity)));
        List<Row> rows = new ArrayList<>();
        @Nullable Together before = null;
        int number = 0;
        for (Packed each : answer.goods()) {
            Together now = Together.of(each);
            if (!now.equals(before)) {
                rows.add(
                        Row.heading(heading(now, answer.within(), together.getOrDefault(now, 0L))));
            }
            before = now;
            number++;
            rows.add(
                    Row.of(
                            Integer.toString(number),
                            goods.name(each.item().di()),
                            goods.specification(each.item().di()),
                            Papers.joined(
                                    "\n",
                                    each.item().lot(),
                                    each.serial() == null ? null : "SN " + each.serial()),
                            Papers.day(each.expiryDate()),
                            Integer.toString(each.quantity())));
        }
        return new Sheet(
                "装箱单　Packing list",
                order.orderId().value(),
                fields,
                COLUMNS,
                rows,
                List.of("装箱人签字 Packed by", "复核人签字 Checked by", "日期 Date"));
    }

    /// What stands below one heading.
    private record Together(@Nullable ShipmentId shipment, @Nullable Sscc unit) {
        static Together of(Packed goods) {
            return new Together(goods.shipment(), goods.unit());
        }
    }

    /// The unit, those that it is in, how many pieces are in it, and with what it left.
    private static String heading(Together together, Map<Sscc, Sscc> within, long pieces) {
        StringBuilder heading = new StringBuilder();
        Sscc unit = together.unit();
        if (unit == null) {
            heading.append("未装箱 Not in a unit");
        } else {
            heading.append("箱号 SSCC ").append(unit);
            for (Sscc outer = within.get(unit); outer != null; outer = within.get(outer)) {
                heading.append(" 在 in ").append(outer);
            }
        }
        heading.append("　%d 件 pieces".formatted(pieces));
        return heading.append(
                        together.shipment() == null
                                ? "　待发运 not left yet"
                                : "　发运单 Shipment " + together.shipment())
                .toString();
    }
}
