package io.lotline.ops.sampleday;

import static io.lotline.ops.sampleday.WarehouseClient.object;

import io.lotline.ops.sampleday.DayPlan.Line;
import io.lotline.ops.sampleday.DayPlan.Notice;
import io.lotline.ops.sampleday.DayPlan.Order;
import io.lotline.ops.sampleday.DayPlan.OrderLine;
import io.lotline.ops.sampleday.DayPlan.Parcel;
import io.lotline.ops.sampleday.Park.Climate;
import io.lotline.ops.sampleday.Park.Device;
import io.lotline.ops.sampleday.Park.Enterprise;
import io.lotline.ops.sampleday.Shelves.Place;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The day as it happens, part by part. Parts begin when the ones before are done, so that what
/// depends on answers (which bin an order is promised from, which serial is picked) comes out the
/// same each time the day is run.
final class Day {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int STUCK_IN_PICKING = 2;

    private final WarehouseClient client;
    private final Keyring keys;
    private final DayPlan plan;
    private final Park park;
    private final Lanes lanes;
    private final Handheld handheld;
    private final Floor floor;
    private final Shelves shelves;
    private final Tally tally;
    private final Map<Order, List<Pick>> open = new ConcurrentHashMap<>();
    private final Map<Order, List<Pick>> picked = new ConcurrentHashMap<>();

    /// Goods that an order takes from one bin.
    ///
    /// @param round 1 for what the order's first allocation promised, 2 after the recall
    record Pick(
            Order order,
            OrderLine line,
            Line goods,
            String bin,
            @Nullable String serial,
            int quantity,
            int round) {
        /// What a part of an allocation's answer promises.
        static Pick promised(Order order, OrderLine line, JsonNode part, Floor floor, int round) {
            String lot = part.path("lot").isString() ? part.path("lot").asString() : null;
            String serial = part.path("serial").isString() ? part.path("serial").asString() : null;
            String bin = part.path("location").asString();
            return new Pick(
                    order,
                    line,
                    floor.line(line.device().di(), lot),
                    bin.substring(bin.indexOf('/') + 1),
                    serial,
                    part.path("quantity").asInt(),
                    round);
        }

        Place place() {
            return Place.of(order.owner().id(), goods.device().di(), goods.lot(), bin);
        }
    }

    /// @param floor what lies there when the day begins
    Day(WarehouseClient client, Keyring keys, DayPlan plan, Floor floor, Progress progress) {
        this.client = client;
        this.keys = keys;
        this.plan = plan;
        this.park = plan.park();
        this.floor = floor;
        this.shelves = floor.shelves();
        this.tally = floor.tally();
        this.lanes = new Lanes(progress, keys.began());
        this.handheld = new Handheld(client, keys, tally);
        plan.notices().forEach(notice -> notice.lines().forEach(floor::know));
    }

    /// The day until the afternoon.
    void untilTheRecall() {
        receive();
        inspect();
        putAway();
        hold();
        order("上午订单 morning orders", 235, plan.morning());
        pickAndCheck("上午拣选复核 picking and checking", 250, 300, plan.morning());
        ship("上午发运 morning shipments", 300, 390, plan.morning(), 1, 1);
        takeBack();
        order("下午订单 afternoon orders", 455, plan.afternoon());
        pickBeforeTheRecall();
    }

    /// The recall, and what is left of the day.
    void sinceTheRecall() {
        recallInTheMiddle();
        count();
    }

    // ---- in

    private void receive() {
        lanes.work(
                "到货通知 inbound notices",
                0,
                15,
                plan.notices().stream()
                        .map(notice -> List.<Runnable>of(() -> announce(notice)))
                        .toList());
        lanes.work("扫码收货 receiving by scan", 15, 110, byNotice(this::receiving));
        lanes.work("收货中的差错 mistakes at the dock, refused", 110, 116, List.of(mistakes()));
    }

    private void announce(Notice notice) {
        List<Object> lines = new ArrayList<>();
        for (Line line : notice.lines()) {
            // every other supplier says beforehand which lots it sends
            boolean named = notice.number() % 2 == 0 && line.lot() != null;
            lines.add(
                    object(
                            "di",
                            line.device().di(),
                            "lot",
                            named ? line.lot() : null,
                            "expiryDate",
                            named ? text(line.expiryDate()) : null,
                            "quantity",
                            line.pieces()));
        }
        client.put(
                        keys.key(notice.owner().id()),
                        "/v1/inbound-notices/" + notice.id(),
                        object(
                                "owner",
                                notice.owner().id(),
                                "supplier",
                                notice.supplier().id(),
                                "warehouse",
                                Park.WAREHOUSE,
                                "lines",
                                lines))
                .orFail("Notice " + notice.id());
        tally.announced();
    }

    private List<Runnable> receiving(Notice notice) {
        List<Runnable> steps = new ArrayList<>();
        for (Line line : notice.lines()) {
            String dock = notice.dock(park, line.device().climate()).id();
            for (Parcel parcel : line.parcels()) {
                String scanId = "rcv-" + notice.id() + "-" + steps.size();
                steps.add(
                        () -> {
                            scan(scanId, "receive", notice.id())
                                    .at(dock)
                                    .of(
                                            line.label(parcel.serial(), parcel.carton()),
                                            parcel.quantity())
                                    .accepted();
                            tally.received(parcel.pieces());
                        });
            }
        }
        return steps;
    }

    /// What goes wrong on any day; each must be refused.
    private List<Runnable> mistakes() {
        Notice notice = plan.notices().get(1);
        Line line = notice.lines().getFirst();
        String dock = notice.dock(park, line.device().climate()).id();
        LocalDate expiry = Objects.requireNonNull(line.expiryDate());
        String gtin = line.device().di();
        Labels.Content unknown =
                new Labels.Content(
                        Labels.withCheckDigit("0690000000099"), "X1", null, null, expiry);
        Labels.Content expired =
                new Labels.Content(gtin, "CV19B02", null, null, plan.day().minusDays(40));
        List<List<String>> labels =
                List.of(
                        line.label(null, false),
                        Labels.print(Labels.Carrier.DATA_MATRIX, unknown),
                        Labels.print(Labels.Carrier.DATA_MATRIX, expired),
                        // the scanner lost the separator: lot and expiry run into one another
                        List.of("01" + gtin + "10CV25A0717" + "301231"),
                        // a smudged digit
                        List.of(
                                "]d201"
                                        + gtin.substring(0, 13)
                                        + (gtin.charAt(13) - '0' + 1) % 10
                                        + "10CV25A07"),
                        List.of("BOX 7 OF 9"));
        List<Runnable> steps = new ArrayList<>();
        for (List<String> label : labels) {
            String scanId = "oops-" + steps.size();
            steps.add(() -> scan(scanId, "receive", notice.id()).at(dock).of(label, 1).refused());
        }
        return steps;
    }

    private void inspect() {
        lanes.work("进货查验 inspections", 116, 150, byNotice(this::inspecting));
    }

    private List<Runnable> inspecting(Notice notice) {
        List<Runnable> steps = new ArrayList<>();
        for (Line line : notice.lines()) {
            String key = "inspect-" + notice.id() + "-" + steps.size();
            List<String> serials =
                    line.parcels().stream().map(Parcel::serial).filter(Objects::nonNull).toList();
            steps.add(
                    () -> {
                        conclude(
                                key + "-q",
                                notice,
                                line,
                                "QUALIFIED",
                                serials,
                                line.pieces() - line.rejected(),
                                null);
                        if (line.rejected() > 0) {
                            conclude(
                                    key + "-n",
                                    notice,
                                    line,
                                    "NON_CONFORMING",
                                    List.of(),
                                    line.rejected(),
                                    "外包装破损 package damaged");
                        }
                    });
        }
        return steps;
    }

    private void conclude(
            String key,
            Notice notice,
            Line line,
            String conclusion,
            List<String> serials,
            int quantity,
            @Nullable String reason) {
        client.post(
                        keys.key(Team.inspector(key.hashCode())),
                        "/v1/inspections",
                        key,
                        object(
                                "noticeId",
                                notice.id(),
                                "di",
                                line.device().di(),
                                "lot",
                                line.lot(),
                                "location",
                                notice.dock(park, line.device().climate()).id(),
                                "serials",
                                serials.isEmpty() ? null : serials,
                                "conclusion",
                                conclusion,
                                "quantity",
                                quantity,
                                "reason",
                                reason))
                .orFail("Inspection of " + line.device().name() + " " + line.lot());
    }

    private void putAway() {
        lanes.work("扫码上架 putaway by scan", 150, 228, byNotice(this::puttingAway));
    }

    private List<Runnable> puttingAway(Notice notice) {
        List<Runnable> steps = new ArrayList<>();
        for (Line line : notice.lines()) {
            Climate climate = line.device().climate();
            String dock = notice.dock(park, climate).id();
            int rejected = line.rejected();
            for (Parcel parcel : line.parcels()) {
                int quantity = parcel.quantity() - rejected;
                steps.add(
                        putting(
                                notice,
                                line,
                                dock,
                                parcel.bin().id(),
                                parcel,
                                quantity,
                                steps.size()));
                if (rejected > 0) {
                    String reject = park.bins("NON_CONFORMING", climate).getFirst().id();
                    steps.add(putting(notice, line, dock, reject, parcel, rejected, steps.size()));
                    tally.rejected(rejected);
                }
                rejected = 0;
            }
        }
        return steps;
    }

    private Runnable putting(
            Notice notice,
            Line line,
            String dock,
            String bin,
            Parcel parcel,
            int quantity,
            int number) {
        int pieces = parcel.carton() ? quantity * Device.PIECES_PER_CARTON : quantity;
        shelves.put(Place.of(notice.owner().id(), line.device().di(), line.lot(), bin), pieces);
        return () ->
                scan("put-" + notice.id() + "-" + number, "putaway", notice.id())
                        .at(dock)
                        .to(bin)
                        .of(line.label(parcel.serial(), parcel.carton()), quantity)
                        .accepted();
    }

    // ---- quality

    /// One lot is held for the whole day, another one until a reading of its temperature was found.
    private void hold() {
        Line held = plan.heldLine();
        Line cleared = plan.notices().get(3).lines().getFirst();
        lanes.work(
                "质量锁定与解除 a hold, and one that is released",
                228,
                235,
                List.of(
                        List.of(
                                () ->
                                        stop(
                                                "hold-1",
                                                held,
                                                "外箱受潮，待复检 damp cartons, to be tested again"),
                                () -> {
                                    String hold =
                                            stop(
                                                    "hold-2",
                                                    cleared,
                                                    "在途温度待确认 transport temperature in question");
                                    client.post(
                                                    keys.key("quality-head"),
                                                    "/v1/holds/" + hold + "/release",
                                                    "release-2",
                                                    object())
                                            .orFail("The release of a hold");
                                })));
    }

    private String stop(String key, Line line, String reason) {
        return client.post(
                        keys.key("quality-head"),
                        "/v1/holds",
                        key,
                        object("di", line.device().di(), "lot", line.lot(), "reason", reason))
                .orFail("A hold")
                .body()
                .path("holdId")
                .asString();
    }

    // ---- out

    /// Orders of one owner are promised one after the other, so that each gets what it got before.
    private void order(String part, int minute, List<Order> orders) {
        Map<Order, JsonNode> promised = new ConcurrentHashMap<>();
        lanes.work(
                part,
                minute,
                minute + 14,
                byOwner(orders).values().stream()
                        .map(
                                ofOwner ->
                                        ofOwner.stream()
                                                .<Runnable>map(
                                                        order ->
                                                                () -> {
                                                                    place(order);
                                                                    promised.put(
                                                                            order,
                                                                            allocate(
                                                                                    order,
                                                                                    "alloc-"));
                                                                })
                                                .toList())
                        .toList());
        orders.forEach(order -> promise(order, Objects.requireNonNull(promised.get(order)), 1));
        int wave = orders.getFirst().number();
        client.post(
                        keys.key("desk"),
                        "/v1/waves",
                        "wave-" + wave,
                        object("orders", orders.stream().map(Order::id).toList()))
                .orFail("A wave");
    }

    private void place(Order order) {
        List<Object> lines = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            lines.add(
                    object(
                            "lineId", line.lineId(),
                            "di", line.device().di(),
                            "quantity", line.quantity(),
                            "minimumRemainingDays", line.minimumRemainingDays()));
        }
        client.put(
                        keys.key(order.owner().id()),
                        "/v1/orders/" + order.id(),
                        object(
                                "owner",
                                order.owner().id(),
                                "consignee",
                                order.hospital().id(),
                                "warehouse",
                                Park.WAREHOUSE,
                                "lines",
                                lines))
                .orFail("Order " + order.id());
        tally.ordered();
    }

    private JsonNode allocate(Order order, String key) {
        return client.post(
                        keys.key(order.owner().id()),
                        "/v1/orders/" + order.id() + "/allocation",
                        key + order.id(),
                        object())
                .orFail("The allocation of " + order.id())
                .body();
    }

    /// Turns an allocation into what will be picked; goods with serials are promised piece by
    /// piece.
    private void promise(Order order, JsonNode allocation, int round) {
        List<Pick> picks = new ArrayList<>();
        for (JsonNode line : allocation.path("lines")) {
            OrderLine ordered =
                    order.lines().stream()
                            .filter(each -> each.lineId().equals(line.path("lineId").asString()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new DayFailed(
                                                    "Order %s has no line %s"
                                                            .formatted(order.id(), line)));
            tally.shortOf(line.path("short").asInt(0));
            for (JsonNode part : line.path("allocations")) {
                picks.add(Pick.promised(order, ordered, part, floor, round));
            }
        }
        open.put(order, List.copyOf(picks));
    }

    private void pickAndCheck(String part, int from, int to, List<Order> orders) {
        lanes.work(
                part,
                from,
                to,
                orders.stream()
                        .map(
                                order -> {
                                    List<Runnable> steps = new ArrayList<>();
                                    List<Pick> picks = open.getOrDefault(order, List.of());
                                    picks.forEach(pick -> steps.add(() -> pick(pick)));
                                    steps.addAll(checks(order, picks));
                                    return steps;
                                })
                        .toList());
        orders.forEach(order -> done(order, open.getOrDefault(order, List.of())));
    }

    /// What the plan knows after picks, in the order of the plan and not of the clock.
    private void done(Order order, List<Pick> picks) {
        for (Pick pick : picks) {
            shelves.take(pick.place(), pick.quantity());
        }
        List<Pick> all = new ArrayList<>(picked.getOrDefault(order, List.of()));
        all.addAll(picks);
        picked.put(order, List.copyOf(all));
        List<Pick> left = new ArrayList<>(open.getOrDefault(order, List.of()));
        left.removeAll(picks);
        open.put(order, List.copyOf(left));
    }

    private void pick(Pick pick) {
        scan(scanId("pick", pick), "pick", pick.order().id())
                .at(pick.bin())
                .of(label(pick), pick.quantity())
                .accepted();
    }

    private List<Runnable> checks(Order order, List<Pick> picks) {
        List<Runnable> steps = new ArrayList<>();
        for (Pick pick : picks) {
            steps.add(
                    () ->
                            scan(scanId("check", pick), "check", order.id())
                                    .of(label(pick), pick.quantity())
                                    .accepted());
        }
        return steps;
    }

    /// Consolidated shipments: goods of many owners on one route of two hospitals.
    ///
    /// @param underWay how many of the shipments, the last ones, are not yet delivered
    private void ship(
            String part, int from, int to, List<Order> orders, int firstNumber, int underWay) {
        Map<Integer, List<Order>> routes = new TreeMap<>();
        for (Order order : orders) {
            if (!picked.getOrDefault(order, List.of()).isEmpty()) {
                int route =
                        park.hospitals().indexOf(order.hospital()) / 2 * 2 + order.number() / 8 % 2;
                routes.computeIfAbsent(route, _ -> new ArrayList<>()).add(order);
            }
        }
        List<List<Runnable>> shipments = new ArrayList<>();
        for (List<Order> route : routes.values()) {
            int number = firstNumber + shipments.size();
            boolean delivered = shipments.size() < routes.size() - underWay;
            shipments.add(
                    shipping("SH%s-%02d".formatted(plan.tag(), number), number, route, delivered));
        }
        lanes.work(part, from, to, shipments);
    }

    private List<Runnable> shipping(
            String shipment, int number, List<Order> orders, boolean delivered) {
        List<String> stops =
                orders.stream().map(order -> order.hospital().id()).distinct().toList();
        List<Pick> goods =
                orders.stream()
                        .flatMap(order -> picked.getOrDefault(order, List.of()).stream())
                        .toList();
        List<Runnable> steps = new ArrayList<>();
        if (number % 3 == 1) {
            goods.forEach(pick -> steps.add(() -> pack(pick)));
        }
        Enterprise carrier = park.carriers().get(number % park.carriers().size());
        steps.add(
                () ->
                        client.put(
                                        keys.key("desk"),
                                        "/v1/shipments/" + shipment,
                                        object(
                                                "orders", orders.stream().map(Order::id).toList(),
                                                "carrier", carrier.id(),
                                                "vehicle",
                                                        "鲁Q%05d".formatted(30_000 + 137 * number),
                                                "stops", stops))
                                .orFail("Shipment " + shipment));
        goods.forEach(
                pick ->
                        steps.add(
                                () ->
                                        scan(scanId("load", pick), "load", shipment)
                                                .of(label(pick), pick.quantity())
                                                .accepted()));
        steps.add(
                () -> {
                    client.post(
                                    keys.key("desk"),
                                    "/v1/shipments/" + shipment + "/dispatch",
                                    "go-" + shipment,
                                    object())
                            .orFail("The dispatch of " + shipment);
                    goods.forEach(pick -> tally.dispatched(pick, delivered));
                });
        if (delivered) {
            stops.forEach(stop -> steps.add(() -> deliver(shipment, stop)));
        }
        return steps;
    }

    private void pack(Pick pick) {
        scan(scanId("pack", pick), "pack", pick.order().id())
                .into(Labels.withCheckDigit("36971234%09d".formatted(pick.order().number() + 1)))
                .of(label(pick), pick.quantity())
                .accepted();
    }

    private void deliver(String shipment, String hospital) {
        client.post(
                        keys.key("desk"),
                        "/v1/shipments/" + shipment + "/delivery",
                        "sign-" + shipment + "-" + hospital,
                        object(
                                "consignee",
                                hospital,
                                "receivedBy",
                                Team.signer(hospitalNumber(hospital), shipment.hashCode())))
                .orFail("The delivery of " + shipment);
    }

    private int hospitalNumber(String hospital) {
        return park.hospitals().stream().map(Enterprise::id).toList().indexOf(hospital);
    }

    /// A hospital sends back what it did not need.
    private void takeBack() {
        Line recalled = plan.recalledLine();
        Pick pick =
                plan.morning().stream()
                        .filter(order -> tally.isDelivered(order))
                        .flatMap(order -> picked.getOrDefault(order, List.of()).stream())
                        .filter(
                                each ->
                                        each.serial() == null
                                                && each.quantity() > 2
                                                && !same(each.goods(), recalled))
                        .findFirst()
                        .orElse(null);
        if (pick != null) {
            lanes.work(
                    "销后退回 a return from a hospital",
                    392,
                    396,
                    List.of(List.of(() -> returned(pick, 2, "back"))));
            tally.tookBack(2);
        }
    }

    private void returned(Pick pick, int quantity, String why) {
        String bin = park.bins("RETURNS", pick.goods().device().climate()).getFirst().id();
        scan(scanId(why, pick), "return", pick.order().id())
                .at(bin)
                .of(label(pick), quantity)
                .accepted();
        shelves.put(
                Place.of(
                        pick.order().owner().id(),
                        pick.goods().device().di(),
                        pick.goods().lot(),
                        bin),
                quantity);
    }

    // ---- the recall

    /// The afternoon: a third of the orders is picked and checked, a third is being picked, a third
    /// is still to be picked when the recall comes.
    private void pickBeforeTheRecall() {
        List<Order> orders = plan.afternoon();
        List<List<Runnable>> before = new ArrayList<>();
        Map<Order, List<Pick>> pickedBefore = new LinkedHashMap<>();
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            boolean whole = i % 3 == 0;
            List<Pick> picks =
                    open.getOrDefault(order, List.of()).stream()
                            .filter(pick -> whole || pick.line().lineId().equals("1"))
                            .toList();
            if (i % 3 < 2) {
                List<Runnable> steps = new ArrayList<>();
                picks.forEach(pick -> steps.add(() -> pick(pick)));
                if (whole) {
                    steps.addAll(checks(order, picks));
                }
                before.add(steps);
                pickedBefore.put(order, picks);
            }
        }
        lanes.work("下午拣选（召回前） picking before the recall", 470, 532, before);
        pickedBefore.forEach(this::done);
    }

    /// Two orders stay in picking with recalled goods; the others get new goods.
    private void recallInTheMiddle() {
        List<Order> orders = plan.afternoon();
        Line recalled = plan.recalledLine();
        lanes.work("召回 the recall", 535, 536, List.of(List.of(() -> recall(recalled))));

        List<Order> affected = orders.stream().filter(order -> hasPicked(order, recalled)).toList();
        List<Order> stuck = affected.subList(0, Math.min(STUCK_IN_PICKING, affected.size()));
        List<List<Runnable>> after = new ArrayList<>();
        for (Order order : orders) {
            List<Runnable> steps = new ArrayList<>();
            open.getOrDefault(order, List.of()).stream()
                    .filter(pick -> same(pick.goods(), recalled))
                    .forEach(pick -> steps.add(() -> attempt("recalled", pick).refused()));
            if (affected.contains(order) && !stuck.contains(order)) {
                picked.getOrDefault(order, List.of()).stream()
                        .filter(pick -> same(pick.goods(), recalled))
                        .forEach(
                                pick -> steps.add(() -> returned(pick, pick.quantity(), "unpick")));
            }
            after.add(steps);
        }
        after.add(List.of(this::pickHeld));
        lanes.work("召回后：拒绝拣选、退回 refused picks, goods put back", 536, 537, after);
        takeNewGoods(orders, stuck, recalled);
    }

    private void recall(Line recalled) {
        client.put(
                        keys.key("quality-head"),
                        "/v1/recalls/" + plan.recall(),
                        object(
                                "level",
                                2,
                                "di",
                                recalled.device().di(),
                                "lots",
                                List.of(Objects.requireNonNull(recalled.lot())),
                                "reason",
                                "注册人通知：灭菌过程偏差 deviation in sterilisation, notice of the registrant",
                                "ordered",
                                false))
                .orFail("The recall");
    }

    private Handheld.Scan attempt(String why, Pick pick) {
        return scan(scanId(why, pick), "pick", pick.order().id())
                .at(pick.bin())
                .of(label(pick), pick.quantity());
    }

    /// A picker takes a box of the held lot, which stands nearest; the order asks for that device.
    private void pickHeld() {
        Line held = plan.heldLine();
        Enterprise owner = plan.heldNotice().owner();
        for (Order order : plan.afternoon()) {
            for (Pick pick : open.getOrDefault(order, List.of())) {
                if (order.owner().equals(owner) && pick.line().device().equals(held.device())) {
                    String bin = held.parcels().getFirst().bin().id();
                    attempt("held", new Pick(order, pick.line(), held, bin, null, 1, 1)).refused();
                    return;
                }
            }
        }
    }

    private void takeNewGoods(List<Order> orders, List<Order> stuck, Line recalled) {
        List<Order> again =
                orders.stream()
                        .filter(order -> !stuck.contains(order))
                        .filter(
                                order ->
                                        hasPicked(order, recalled)
                                                || open.getOrDefault(order, List.of()).stream()
                                                        .anyMatch(
                                                                pick ->
                                                                        same(
                                                                                pick.goods(),
                                                                                recalled)))
                        .toList();
        for (Order order : again) {
            picked.computeIfPresent(
                    order,
                    (_, picks) ->
                            picks.stream().filter(pick -> !same(pick.goods(), recalled)).toList());
        }
        Map<Order, JsonNode> promised = new ConcurrentHashMap<>();
        lanes.work(
                "重新分配 allocated again",
                537,
                537,
                byOwner(again).values().stream()
                        .map(
                                ofOwner ->
                                        ofOwner.stream()
                                                .<Runnable>map(
                                                        order ->
                                                                () -> {
                                                                    var _ =
                                                                            promised.put(
                                                                                    order,
                                                                                    allocate(
                                                                                            order,
                                                                                            "again-"));
                                                                })
                                                .toList())
                        .toList());
        again.forEach(order -> promise(order, Objects.requireNonNull(promised.get(order)), 2));

        List<Order> today = orders.subList(0, orders.size() - orders.size() / 6);
        List<Order> leaving = today.stream().filter(order -> !stuck.contains(order)).toList();
        List<List<Runnable>> unchecked = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            if (i % 3 == 1 && leaving.contains(order)) {
                unchecked.add(checks(order, picked.getOrDefault(order, List.of())));
            }
        }
        lanes.work("复核 checking what was picked before", 537, 538, unchecked);
        pickAndCheck("下午拣选（召回后） picking after the recall", 538, 539, leaving);
        ship("下午发运 afternoon shipments", 539, 540, leaving, 51, 2);
    }

    private boolean hasPicked(Order order, Line goods) {
        return picked.getOrDefault(order, List.of()).stream()
                .anyMatch(pick -> same(pick.goods(), goods));
    }

    /// Bins are counted in the evening, and found right.
    private void count() {
        Map<Place, Integer> pieces = shelves.pieces();
        List<List<Runnable>> counts = new ArrayList<>();
        int number = 0;
        for (Map.Entry<Place, Integer> entry : pieces.entrySet()) {
            Place place = entry.getKey();
            Line goods = floor.line(place.di(), place.lot().isEmpty() ? null : place.lot());
            boolean alone =
                    pieces.keySet().stream().filter(each -> sameGoods(each, place)).count() == 1;
            if (++number % 20 == 0 && alone && !goods.device().bySerial()) {
                String scanId = "count-" + number;
                counts.add(
                        List.of(
                                () ->
                                        scan(scanId, "count", "CNT-" + plan.tag())
                                                .at(place.location())
                                                .of(goods.label(null, false), entry.getValue())
                                                .accepted()));
            }
        }
        lanes.work("盘点 a count of some bins", 540, 540, counts);
    }

    private static boolean sameGoods(Place one, Place other) {
        return one.di().equals(other.di())
                && one.lot().equals(other.lot())
                && one.location().equals(other.location());
    }

    // ---- scans

    /// A scan by one of those whose post it is; documents of a kind are shared among them.
    private Handheld.Scan scan(String scanId, String task, String reference) {
        int work = reference.hashCode();
        String person =
                switch (task) {
                    case "receive", "return" -> Team.receiver(work);
                    case "pick" -> Team.picker(work);
                    case "check", "pack" -> Team.checker(work);
                    case "load" -> Team.loader(work);
                    default -> Team.storekeeper(work);
                };
        return handheld.scan(person, "day-" + scanId, task, reference);
    }

    private static String scanId(String what, Pick pick) {
        String piece =
                pick.serial() == null ? pick.goods().lot() + "-" + pick.bin() : pick.serial();
        return "%s%d-%s-%s-%s"
                .formatted(what, pick.round(), pick.order().id(), pick.line().lineId(), piece);
    }

    private static List<String> label(Pick pick) {
        return pick.goods().label(pick.serial(), false);
    }

    // ---- small things

    private List<List<Runnable>> byNotice(
            java.util.function.Function<Notice, List<Runnable>> steps) {
        return plan.notices().stream().map(steps).toList();
    }

    private static Map<Enterprise, List<Order>> byOwner(List<Order> orders) {
        return orders.stream()
                .collect(
                        Collectors.groupingBy(
                                Order::owner, LinkedHashMap::new, Collectors.toList()));
    }

    private static boolean same(Line one, Line other) {
        return one.device().di().equals(other.device().di())
                && Objects.equals(one.lot(), other.lot());
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
