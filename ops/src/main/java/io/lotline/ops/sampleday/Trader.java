package io.lotline.ops.sampleday;

import static io.lotline.ops.sampleday.WarehouseClient.object;

import io.lotline.ops.sampleday.Day.Pick;
import io.lotline.ops.sampleday.DayPlan.Line;
import io.lotline.ops.sampleday.DayPlan.Notice;
import io.lotline.ops.sampleday.DayPlan.Order;
import io.lotline.ops.sampleday.DayPlan.OrderLine;
import io.lotline.ops.sampleday.DayPlan.Parcel;
import io.lotline.ops.sampleday.Park.Bin;
import io.lotline.ops.sampleday.Park.Device;
import io.lotline.ops.sampleday.Park.Enterprise;
import io.lotline.ops.sampleday.Shelves.Place;
import io.lotline.ops.sampleday.Timeline.Lane;
import io.lotline.ops.sampleday.WarehouseClient.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One owner's past in the park: what it announced, got, sold and had back, and what went wrong
/// with it. All that touches its goods is done in one lane, so it comes out the same each time.
final class Trader {
    private static final int LOTS_EACH = 700;
    private static final int SERIALS_EACH = 10_000;
    private static final int FIRST_LOT = 1_000;
    private static final int FIRST_SERIAL = 2_700_000;

    private final WarehouseClient client;
    private final Keyring keys;
    private final Park park;
    private final Floor floor;
    private final Handheld handheld;
    private final Enterprise owner;
    private final int number;
    private final SplittableRandom random;
    private final List<Device> traded;

    private final Map<Device, Integer> sellable = new HashMap<>();
    private final Map<String, Notice> noticeOf = new HashMap<>();
    private final List<Pick> delivered = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private @Nullable Waste waste;
    private @Nullable Line recalled;
    private int lots;
    private int serials;
    private int adjustments;

    /// A hold that stands, and the day from which on it may end.
    private record Hold(String id, LocalDate until, Line line) {}

    /// Pieces that were set apart as damaged and wait for their end.
    private record Waste(Line line, String bin, int quantity, LocalDate since) {}

    /// What was picked and checked for an order today.
    record Ready(Order order, List<Pick> picks) {}

    Trader(
            WarehouseClient client,
            Keyring keys,
            Park park,
            Floor floor,
            Enterprise owner,
            SplittableRandom random) {
        this.client = client;
        this.keys = keys;
        this.park = park;
        this.floor = floor;
        this.handheld = new Handheld(client, keys, floor.tally());
        this.owner = owner;
        this.number = park.owners().indexOf(owner);
        this.random = random;
        this.traded = park.tradedBy(owner);
    }

    // ---- in

    /// Goods that a supplier sends: announced, received, inspected, put away.
    void inbound(Lane lane, LocalDate day, int lines) {
        Notice notice = notice(day, lines);
        lane.step(120 + random.nextInt(600), () -> announce(notice));
        lane.notBefore(lane.now().plusSeconds(600 + random.nextInt(1_800)));
        for (Line line : notice.lines()) {
            receive(lane, notice, line);
        }
        if (random.nextInt(5) == 0) {
            mistakeAtTheDock(lane, notice, day);
        }
        String inspector = Team.inspector(number + day.getDayOfMonth());
        for (Line line : notice.lines()) {
            inspect(lane, notice, line, inspector);
        }
        for (Line line : notice.lines()) {
            putAway(lane, notice, line);
        }
    }

    private Notice notice(LocalDate day, int count) {
        List<Line> lines = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Device device = traded.get(random.nextInt(traded.size()));
            if (!devices.contains(device)) {
                devices.add(device);
                lines.add(line(day, device));
            }
        }
        Notice notice =
                new Notice(
                        "IN%s-%02d".formatted(DayPlan.tag(day), 10 + number),
                        owner,
                        park.suppliers().get(random.nextInt(park.suppliers().size())),
                        number + day.getDayOfMonth(),
                        List.copyOf(lines));
        for (Line line : lines) {
            floor.know(line);
            noticeOf.put(line.device().di() + "/" + line.lot(), notice);
        }
        return notice;
    }

    private Line line(LocalDate day, Device device) {
        int lotNumber = FIRST_LOT + number * LOTS_EACH + ++lots;
        int chance = random.nextInt(100);
        int days =
                chance < 3
                        ? random.nextInt(12, 40)
                        : chance < 14 ? random.nextInt(60, 200) : random.nextInt(220, 1_250);
        LocalDate expiry = day.plusDays(days);
        LocalDate made = expiry.minusYears(DayPlan.SHELF_YEARS);
        String lot =
                "%c%02d%02d%04d"
                        .formatted(
                                'A' + lotNumber % 20,
                                made.getYear() % 100,
                                made.getMonthValue(),
                                lotNumber);
        List<Bin> bins = park.bins("QUALIFIED", device.climate());
        Bin bin = bins.get(lotNumber * 7 % bins.size());
        List<Parcel> parcels = new ArrayList<>();
        if (device.bySerial()) {
            int count = 3 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                int serial = FIRST_SERIAL + number * SERIALS_EACH + ++serials;
                parcels.add(new Parcel("S%07d".formatted(serial), false, 1, 1, bin));
            }
            return new Line(
                    device,
                    device.byLot() ? lot : null,
                    device.expires() ? made : null,
                    device.expires() ? expiry : null,
                    List.copyOf(parcels),
                    0);
        }
        boolean cartons = device.cartonDi() != null;
        int count = 1 + random.nextInt(3);
        int pieces = 10 * (2 + random.nextInt(6));
        for (int i = 0; i < count; i++) {
            int quantity = cartons ? pieces / Device.PIECES_PER_CARTON : pieces;
            parcels.add(new Parcel(null, cartons, quantity, pieces, bin));
        }
        int rejected = !cartons && random.nextInt(100) < 7 ? 1 + random.nextInt(3) : 0;
        return new Line(device, lot, made, expiry, List.copyOf(parcels), rejected);
    }

    private void announce(Notice notice) {
        List<Object> lines = new ArrayList<>();
        for (Line line : notice.lines()) {
            boolean named = notice.number() % 2 == 0 && line.lot() != null;
            lines.add(
                    object(
                            "di",
                            line.device().di(),
                            "lot",
                            named ? line.lot() : null,
                            "expiryDate",
                            named ? String.valueOf(line.expiryDate()) : null,
                            "quantity",
                            line.pieces()));
        }
        client.put(
                        keys.key(owner.id()),
                        "/v1/inbound-notices/" + notice.id(),
                        object(
                                "owner",
                                owner.id(),
                                "supplier",
                                notice.supplier().id(),
                                "warehouse",
                                Park.WAREHOUSE,
                                "lines",
                                lines))
                .orFail("Notice " + notice.id());
        floor.tally().announced();
    }

    private void receive(Lane lane, Notice notice, Line line) {
        String dock = notice.dock(park, line.device().climate()).id();
        String person = Team.receiver(notice.number());
        int parcelNumber = 0;
        for (Parcel parcel : line.parcels()) {
            String scanId = id("rcv", notice.id(), line, ++parcelNumber);
            lane.step(
                    20 + random.nextInt(50),
                    () -> {
                        handheld.scan(person, scanId, "receive", notice.id())
                                .at(dock)
                                .of(line.label(parcel.serial(), parcel.carton()), parcel.quantity())
                                .accepted();
                        floor.tally().received(parcel.pieces());
                    });
        }
    }

    /// The box of another delivery, or a label that nobody knows: refused on the spot, at any time.
    private void mistakeAtTheDock(Lane lane, Notice notice, LocalDate day) {
        Line line = notice.lines().getFirst();
        String dock = notice.dock(park, line.device().climate()).id();
        List<String> wrong =
                switch (random.nextInt(3)) {
                    case 0 -> line.label(line.parcels().getFirst().serial(), false);
                    case 1 ->
                            Labels.print(
                                    Labels.Carrier.DATA_MATRIX,
                                    new Labels.Content(
                                            Labels.withCheckDigit("0693210000017"),
                                            "B2207",
                                            null,
                                            null,
                                            day.plusYears(1)));
                    default -> List.of("BOX 3 OF 5");
                };
        String scanId = id("oops", notice.id(), line, 1);
        String how = wrong.getFirst().startsWith("BOX") ? "RELABELLED" : "SENT_BACK";
        String[] workItem = {""};
        lane.step(
                40,
                () ->
                        workItem[0] =
                                handheld.scan(
                                                Team.receiver(notice.number()),
                                                scanId,
                                                "receive",
                                                notice.id())
                                        .at(dock)
                                        .of(wrong, 1)
                                        .refused());
        // what is left open is for those who look at the work list
        if (!workItem[0].isEmpty() && random.nextInt(6) > 0) {
            lane.step(700, () -> seeTo(workItem[0], how, scanId));
        }
    }

    private void seeTo(String workItem, String how, String scanId) {
        client.post(
                        keys.key(Team.inspector(number)),
                        "/v1/work-items/" + WarehouseClient.encoded(workItem) + "/resolution",
                        "solve-" + scanId,
                        object("how", how))
                .orFail("The resolution of work item " + workItem);
    }

    private void inspect(Lane lane, Notice notice, Line line, String inspector) {
        List<String> named =
                line.parcels().stream().map(Parcel::serial).filter(Objects::nonNull).toList();
        String dock = notice.dock(park, line.device().climate()).id();
        lane.step(
                150 + random.nextInt(240),
                () ->
                        conclude(
                                inspector,
                                id("qc", notice.id(), line, 1),
                                notice,
                                line,
                                dock,
                                "QUALIFIED",
                                named,
                                line.pieces() - line.rejected(),
                                null));
        if (line.rejected() > 0) {
            String reason =
                    random.nextBoolean()
                            ? "外包装破损 package damaged"
                            : "标签模糊，无法识别 label cannot be read";
            lane.step(
                    90,
                    () ->
                            conclude(
                                    inspector,
                                    id("qc", notice.id(), line, 2),
                                    notice,
                                    line,
                                    dock,
                                    "NON_CONFORMING",
                                    List.of(),
                                    line.rejected(),
                                    reason));
        }
    }

    private void conclude(
            String inspector,
            String key,
            Notice notice,
            Line line,
            String location,
            String conclusion,
            List<String> named,
            int quantity,
            @Nullable String reason) {
        client.post(
                        keys.key(inspector),
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
                                location,
                                "serials",
                                named.isEmpty() ? null : named,
                                "conclusion",
                                conclusion,
                                "quantity",
                                quantity,
                                "reason",
                                reason))
                .orFail("Inspection of " + line.device().name() + " " + line.lot());
    }

    private void putAway(Lane lane, Notice notice, Line line) {
        String dock = notice.dock(park, line.device().climate()).id();
        int rejected = line.rejected();
        int parcelNumber = 0;
        for (Parcel parcel : line.parcels()) {
            parcelNumber++;
            put(
                    lane,
                    id("put", notice.id(), line, parcelNumber),
                    notice,
                    line,
                    dock,
                    parcel.bin().id(),
                    parcel,
                    parcel.quantity() - rejected);
            if (rejected > 0) {
                String reject =
                        park.bins("NON_CONFORMING", line.device().climate()).getFirst().id();
                put(
                        lane,
                        id("rej", notice.id(), line, parcelNumber),
                        notice,
                        line,
                        dock,
                        reject,
                        parcel,
                        rejected);
                floor.tally().rejected(rejected);
            }
            rejected = 0;
        }
        if (line.expiryDate() == null || remaining(lane, line) > 90) {
            sellable.merge(line.device(), line.pieces() - line.rejected(), Integer::sum);
        }
    }

    private static long remaining(Lane lane, Line line) {
        return Objects.requireNonNull(line.expiryDate()).toEpochDay()
                - LocalDate.ofInstant(lane.now(), Day.ZONE).toEpochDay();
    }

    private void put(
            Lane lane,
            String scanId,
            Notice notice,
            Line line,
            String from,
            String to,
            Parcel parcel,
            int quantity) {
        lane.step(
                35 + random.nextInt(80),
                () ->
                        handheld.scan(
                                        Team.storekeeper(notice.number()),
                                        scanId,
                                        "putaway",
                                        notice.id())
                                .at(from)
                                .to(to)
                                .of(line.label(parcel.serial(), parcel.carton()), quantity)
                                .accepted());
        int pieces = parcel.carton() ? quantity * Device.PIECES_PER_CARTON : quantity;
        floor.shelves().put(place(line, to), pieces);
    }

    private Place place(Line line, String bin) {
        return Place.of(owner.id(), line.device().di(), line.lot(), bin);
    }

    // ---- out

    /// Orders of hospitals: placed, promised, picked, checked, packed.
    List<Ready> outbound(Lane lane, LocalDate day, int count) {
        List<Ready> ready = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        Map<Order, List<Pick>> promised = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Order order = order(day, i);
            if (order != null) {
                lane.step(60 + random.nextInt(400), () -> place(order));
                lane.step(5, () -> promised.put(order, allocate(order)));
                orders.add(order);
            }
        }
        if (orders.isEmpty()) {
            return ready;
        }
        lane.step(
                120,
                () ->
                        client.post(
                                        keys.key("desk"),
                                        "/v1/waves",
                                        "wave-" + orders.getFirst().id(),
                                        object("orders", orders.stream().map(Order::id).toList()))
                                .orFail("A wave"));
        for (Order order : orders) {
            List<Pick> picks = Objects.requireNonNull(promised.get(order));
            int fate = random.nextInt(100);
            if (fate < 4) {
                lane.step(200, () -> cancel(order, "医院取消手术 the operation was called off"));
                picks.forEach(pick -> sellable.merge(device(pick), pick.quantity(), Integer::sum));
                continue;
            }
            String picker = Team.picker(order.number());
            for (Pick pick : picks) {
                lane.step(30 + random.nextInt(70), () -> pick(picker, pick));
                floor.shelves().take(pick.place(), pick.quantity());
            }
            if (fate < 7) {
                lane.step(300, () -> cancel(order, "医院改用其他型号 another model is wanted"));
                putBack(lane, picks);
                continue;
            }
            String checker = Team.checker(order.number());
            for (Pick pick : picks) {
                lane.step(15 + random.nextInt(25), () -> scan(checker, "check", pick).accepted());
            }
            if (order.number() % 3 == 0) {
                for (Pick pick : picks) {
                    lane.step(20 + random.nextInt(20), () -> pack(checker, pick));
                }
            }
            if (!picks.isEmpty()) {
                ready.add(new Ready(order, picks));
            }
        }
        return ready;
    }

    private @Nullable Order order(LocalDate day, int ofDay) {
        List<Device> candidates =
                traded.stream()
                        .filter(
                                device ->
                                        sellable.getOrDefault(device, 0)
                                                > (device.bySerial() ? 1 : 12))
                        .toList();
        if (candidates.isEmpty()) {
            return null;
        }
        List<OrderLine> lines = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted; i++) {
            Device device = candidates.get(random.nextInt(candidates.size()));
            int free = sellable.getOrDefault(device, 0);
            if (lines.stream().anyMatch(line -> line.device().equals(device)) || free < 2) {
                continue;
            }
            int quantity =
                    device.bySerial()
                            ? 1 + random.nextInt(Math.min(2, free))
                            : 2 + random.nextInt(Math.min(28, free / 2));
            lines.add(
                    new OrderLine(
                            Integer.toString(lines.size() + 1),
                            device,
                            quantity,
                            random.nextInt(3) == 0 ? 90 : null));
            sellable.merge(device, -quantity, Integer::sum);
        }
        int hospital = random.nextInt(park.hospitals().size());
        int orderNumber = day.getDayOfMonth() * 100 + number * 7 + ofDay;
        return lines.isEmpty()
                ? null
                : new Order(
                        "SO%s-%02d%d".formatted(DayPlan.tag(day), 10 + number, ofDay + 1),
                        orderNumber,
                        owner,
                        park.hospitals().get(hospital),
                        List.copyOf(lines));
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
        Answer answer =
                client.put(
                        keys.key(owner.id()),
                        "/v1/orders/" + order.id(),
                        object(
                                "owner",
                                owner.id(),
                                "consignee",
                                order.hospital().id(),
                                "warehouse",
                                Park.WAREHOUSE,
                                "lines",
                                lines));
        // sent again, an order that was cancelled since is another document than it was
        if (!answer.problem().equals("document-exists")) {
            answer.orFail("Order " + order.id());
        }
        floor.tally().ordered();
    }

    private List<Pick> allocate(Order order) {
        JsonNode answer =
                client.post(
                                keys.key(owner.id()),
                                "/v1/orders/" + order.id() + "/allocation",
                                "alloc-" + order.id(),
                                object())
                        .orFail("The allocation of " + order.id())
                        .body();
        List<Pick> picks = new ArrayList<>();
        for (JsonNode line : answer.path("lines")) {
            OrderLine ordered =
                    order.lines().get(Integer.parseInt(line.path("lineId").asString()) - 1);
            floor.tally().shortOf(line.path("short").asInt(0));
            for (JsonNode part : line.path("allocations")) {
                picks.add(Pick.promised(order, ordered, part, floor, 1));
            }
        }
        return List.copyOf(picks);
    }

    private static Device device(Pick pick) {
        return pick.goods().device();
    }

    private void pick(String picker, Pick pick) {
        scan(picker, "pick", pick).at(pick.bin()).accepted();
    }

    private Handheld.Scan scan(String person, String task, Pick pick) {
        return handheld.scan(person, scanId(task, pick), task, pick.order().id())
                .of(pick.goods().label(pick.serial(), false), pick.quantity());
    }

    private static String scanId(String task, Pick pick) {
        return "%s-%s-%s-%s"
                .formatted(
                        task,
                        pick.order().id(),
                        pick.line().lineId(),
                        pick.serial() == null
                                ? pick.goods().lot() + "-" + pick.bin()
                                : pick.serial());
    }

    private void pack(String packer, Pick pick) {
        scan(packer, "pack", pick)
                .into(
                        Labels.withCheckDigit(
                                "3697%04d%02d%07d"
                                        .formatted(
                                                Integer.parseInt(pick.order().id().substring(2, 6)),
                                                number,
                                                pick.order().number())))
                .accepted();
    }

    private void cancel(Order order, String reason) {
        client.post(
                        keys.key(owner.id()),
                        "/v1/orders/" + order.id() + "/cancellation",
                        "cancel-" + order.id(),
                        object("reason", reason))
                .orFail("The cancellation of " + order.id());
    }

    /// What was picked for an order that is not wanted any more goes back to its bin.
    private void putBack(Lane lane, List<Pick> picks) {
        for (Pick pick : picks) {
            lane.step(
                    90,
                    () ->
                            handheld.scan(
                                            Team.storekeeper(number),
                                            scanId("back", pick),
                                            "putaway",
                                            pick.order().id())
                                    .to(pick.bin())
                                    .of(pick.goods().label(pick.serial(), false), pick.quantity())
                                    .accepted());
            floor.shelves().put(pick.place(), pick.quantity());
            sellable.merge(device(pick), pick.quantity(), Integer::sum);
        }
    }

    /// What was made ready for a shipment is delivered, and can come back later.
    void sold(List<Pick> picks) {
        delivered.addAll(picks);
    }

    // ---- what happens besides

    /// A hospital sends some pieces back; they are inspected and go to a bin again.
    void takeBack(Lane lane, LocalDate day) {
        Pick pick =
                delivered.stream()
                        .filter(each -> each.serial() == null && each.quantity() > 2)
                        .filter(each -> !stopped(each.goods()))
                        .filter(each -> remaining(lane, each.goods()) > 30)
                        .reduce((_, last) -> last)
                        .orElse(null);
        if (pick == null) {
            return;
        }
        delivered.remove(pick);
        Line line = pick.goods();
        String shelf = park.bins("RETURNS", device(pick).climate()).getFirst().id();
        lane.step(
                240,
                () ->
                        handheld.scan(
                                        Team.receiver(number),
                                        scanId("return", pick),
                                        "return",
                                        pick.order().id())
                                .at(shelf)
                                .of(line.label(null, false), 2)
                                .accepted());
        floor.tally().tookBack(2);
        floor.shelves().put(place(line, shelf), 2);
        if (day.getDayOfMonth() % 4 == 0) {
            return;
        }
        Notice notice = Objects.requireNonNull(noticeOf.get(line.device().di() + "/" + line.lot()));
        lane.step(
                1_500,
                () ->
                        conclude(
                                Team.inspector(number),
                                scanId("back", pick),
                                notice,
                                line,
                                shelf,
                                "QUALIFIED",
                                List.of(),
                                2,
                                null));
        lane.step(
                300,
                () ->
                        handheld.scan(
                                        Team.storekeeper(number),
                                        scanId("shelve", pick),
                                        "putaway",
                                        notice.id())
                                .at(shelf)
                                .to(pick.bin())
                                .of(line.label(null, false), 2)
                                .accepted());
        floor.shelves().take(place(line, shelf), 2);
        floor.shelves().put(pick.place(), 2);
        sellable.merge(device(pick), 2, Integer::sum);
    }

    /// A lot whose transport is in question is stopped, and freed some days later.
    void hold(Lane lane, LocalDate day, String reason, int days) {
        Line line = someLine();
        if (line == null) {
            return;
        }
        lane.step(
                400,
                () -> {
                    String id =
                            client.post(
                                            keys.key(Team.inspector(number)),
                                            "/v1/holds",
                                            "hold-%s-%s".formatted(DayPlan.tag(day), owner.id()),
                                            object(
                                                    "di",
                                                    line.device().di(),
                                                    "lot",
                                                    line.lot(),
                                                    "owner",
                                                    owner.id(),
                                                    "reason",
                                                    reason))
                                    .orFail("A hold")
                                    .body()
                                    .path("holdId")
                                    .asString();
                    holds.add(new Hold(id, day.plusDays(days), line));
                });
        sellable.put(line.device(), 0);
    }

    void release(Lane lane, LocalDate day) {
        for (Hold hold : List.copyOf(holds)) {
            if (!day.isBefore(hold.until())) {
                lane.step(
                        300,
                        () ->
                                client.post(
                                                keys.key("quality-head"),
                                                "/v1/holds/" + hold.id() + "/release",
                                                "release-" + hold.id(),
                                                object())
                                        .orFail("The release of a hold"));
                holds.remove(hold);
            }
        }
    }

    /// A bin is counted; now and then the first count is wrong, and the second is right.
    void count(Lane lane, LocalDate day, boolean wrongFirst) {
        Line line = someLine();
        if (line == null) {
            return;
        }
        String bin = line.parcels().getFirst().bin().id();
        int booked = floor.shelves().pieces(place(line, bin));
        String count = "CNT%s-%02d".formatted(DayPlan.tag(day), 10 + number);
        if (wrongFirst && booked > 1) {
            counted(lane, count, 1, line, bin, booked - 1);
        }
        counted(lane, count, 2, line, bin, booked);
    }

    private void counted(Lane lane, String count, int time, Line line, String bin, int quantity) {
        lane.step(
                180,
                () ->
                        handheld.scan(
                                        Team.storekeeper(number + time),
                                        count + "-" + time,
                                        "count",
                                        count)
                                .at(bin)
                                .of(line.label(null, false), quantity)
                                .accepted());
    }

    /// A piece is not where it should be: it is written off once a second person has looked too.
    void lose(Lane lane, LocalDate day) {
        Line line = someLine();
        if (line == null) {
            return;
        }
        String bin = line.parcels().getFirst().bin().id();
        int booked = floor.shelves().pieces(place(line, bin));
        String count = "CNT%s-%02d".formatted(DayPlan.tag(day), 50 + number);
        counted(lane, count, 1, line, bin, booked - 1);
        counted(lane, count, 2, line, bin, booked - 1);
        adjust(lane, day, "LOST", line, bin, null, 1, "盘点短少，已复盘 missing at two counts");
        floor.shelves().take(place(line, bin), 1);
        sellable.merge(line.device(), -1, Integer::sum);
    }

    /// A box falls from a fork lift: its pieces are set apart, and later destroyed before a
    /// witness.
    void damage(Lane lane, LocalDate day) {
        Line line = someLine();
        if (line == null) {
            return;
        }
        String bin = line.parcels().getFirst().bin().id();
        String reject = park.bins("NON_CONFORMING", line.device().climate()).getLast().id();
        adjust(lane, day, "DAMAGED", line, bin, reject, 2, "叉车碰撞，内包装破损 hit by a fork lift");
        floor.shelves().take(place(line, bin), 2);
        floor.shelves().put(place(line, reject), 2);
        sellable.merge(line.device(), -2, Integer::sum);
        waste = new Waste(line, reject, 2, day);
    }

    void destroy(Lane lane, LocalDate day) {
        Waste gone = waste;
        if (gone == null || day.isBefore(gone.since().plusDays(3))) {
            return;
        }
        adjust(
                lane,
                day,
                "DESTROYED",
                gone.line(),
                gone.bin(),
                null,
                gone.quantity(),
                "不合格品销毁 destroyed as not conforming");
        floor.shelves().take(place(gone.line(), gone.bin()), gone.quantity());
        waste = null;
    }

    /// Asked for by who found it, approved by quality staff where that needs a second person.
    private void adjust(
            Lane lane,
            LocalDate day,
            String kind,
            Line line,
            String bin,
            @Nullable String to,
            int quantity,
            String reason) {
        String id = "ADJ%s-%02d%d".formatted(DayPlan.tag(day), 10 + number, ++adjustments % 10);
        boolean destroyed = kind.equals("DESTROYED");
        String[] state = {""};
        lane.step(
                240,
                () ->
                        state[0] =
                                client.post(
                                                keys.key(Team.storekeeper(number)),
                                                "/v1/adjustments",
                                                id,
                                                object(
                                                        "adjustmentId",
                                                        id,
                                                        "kind",
                                                        kind,
                                                        "owner",
                                                        owner.id(),
                                                        "di",
                                                        line.device().di(),
                                                        "lot",
                                                        line.lot(),
                                                        "quantity",
                                                        quantity,
                                                        "warehouse",
                                                        Park.WAREHOUSE,
                                                        "location",
                                                        bin,
                                                        "toLocation",
                                                        to,
                                                        "reason",
                                                        reason,
                                                        "witness",
                                                        destroyed ? "质量负责人 沈国栋" : null,
                                                        "certificate",
                                                        destroyed ? "XH-" + id : null))
                                        .orFail("Adjustment " + id)
                                        .body()
                                        .path("state")
                                        .asString());
        if (state[0].equals("AWAITING_APPROVAL")) {
            lane.step(
                    900,
                    () ->
                            client.post(
                                            keys.key("quality-head"),
                                            "/v1/adjustments/" + id + "/approval",
                                            "ok-" + id,
                                            object())
                                    .orFail("The approval of " + id));
        }
        floor.tally().adjusted();
    }

    // ---- a recall

    /// A lot that partly lies here and partly was delivered; null if there is none.
    @Nullable Line halfDelivered() {
        Map<String, Line> candidates = new TreeMap<>();
        for (Pick pick : delivered) {
            Line line = pick.goods();
            String bin = line.parcels().getFirst().bin().id();
            if (line.lot() != null
                    && pick.serial() == null
                    && floor.shelves().pieces(place(line, bin)) > 3
                    && !stopped(line)) {
                candidates.put(line.lot(), line);
            }
        }
        return candidates.isEmpty() ? null : candidates.values().iterator().next();
    }

    /// From now on nothing of it is touched but what the recall asks for.
    void recalled(Line line) {
        recalled = line;
        sellable.put(line.device(), 0);
    }

    private boolean stopped(Line line) {
        return line.equals(recalled) || holds.stream().anyMatch(hold -> hold.line().equals(line));
    }

    /// Hospitals send back what they have not used.
    void bringBack(Lane lane) {
        Line line = Objects.requireNonNull(recalled);
        String shelf = park.bins("RETURNS", line.device().climate()).getLast().id();
        for (Pick pick : delivered.stream().filter(each -> each.goods().equals(line)).toList()) {
            int back = (pick.quantity() + 1) / 2;
            lane.step(
                    600,
                    () ->
                            handheld.scan(
                                            Team.receiver(number),
                                            scanId("recalled", pick),
                                            "return",
                                            pick.order().id())
                                    .at(shelf)
                                    .of(line.label(null, false), back)
                                    .accepted());
            floor.tally().tookBack(back);
            floor.shelves().put(place(line, shelf), back);
            delivered.remove(pick);
        }
    }

    /// Everything of it goes to where it came from.
    void sendBack(Lane lane, LocalDate day) {
        Line line = Objects.requireNonNull(recalled);
        floor.shelves()
                .pieces()
                .forEach(
                        (place, quantity) -> {
                            if (place.owner().equals(owner.id())
                                    && place.di().equals(line.device().di())
                                    && place.lot().equals(line.lot())) {
                                adjust(
                                        lane,
                                        day,
                                        "RETURNED_TO_SUPPLIER",
                                        line,
                                        place.location(),
                                        null,
                                        quantity,
                                        "召回退回注册人 recalled, back to the holder");
                                floor.shelves().take(place, quantity);
                            }
                        });
    }

    /// A lot without serials that lies here, and nobody stopped.
    private @Nullable Line someLine() {
        List<Line> lines = new ArrayList<>();
        for (Notice notice : new TreeMap<>(noticeOf).values()) {
            for (Line line : notice.lines()) {
                String bin = line.parcels().getFirst().bin().id();
                if (!line.device().bySerial()
                        && floor.shelves().pieces(place(line, bin)) > 4
                        && !stopped(line)) {
                    lines.add(line);
                }
            }
        }
        return lines.isEmpty() ? null : lines.get(random.nextInt(lines.size()));
    }

    private static String id(String what, String document, Line line, int count) {
        return "%s-%s-%s-%s-%d"
                .formatted(
                        what,
                        document,
                        line.device().di().hashCode() & 0xffff,
                        line.lot() == null
                                ? Objects.requireNonNull(line.parcels().getFirst().serial())
                                : line.lot(),
                        count);
    }
}
