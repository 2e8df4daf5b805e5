package io.lotline.ops.sampleday;

import static io.lotline.ops.sampleday.WarehouseClient.object;

import io.lotline.ops.sampleday.Day.Pick;
import io.lotline.ops.sampleday.DayPlan.Line;
import io.lotline.ops.sampleday.DayPlan.Order;
import io.lotline.ops.sampleday.Park.Enterprise;
import io.lotline.ops.sampleday.Timeline.Lane;
import io.lotline.ops.sampleday.Timeline.Shift;
import io.lotline.ops.sampleday.Trader.Ready;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The days before today: what a park does from Monday to Saturday, in business hours. In the
/// morning yesterday's shipments are signed for; half of the owners get goods in the morning and
/// sell in the afternoon, the others the other way round; towards the evening trucks leave.
final class Past {
    private static final LocalTime DELIVERIES = LocalTime.of(9, 0);
    private static final LocalTime MORNING = LocalTime.of(8, 10);
    private static final LocalTime AFTERNOON = LocalTime.of(13, 15);
    private static final LocalTime TRUCKS = LocalTime.of(16, 20);
    private static final LocalTime EVENING = LocalTime.of(18, 10);
    private static final LocalTime OPENING = LocalTime.of(7, 0);

    /// By then all work of a day is done.
    private static final LocalTime CLOSED = LocalTime.of(21, 0);

    private static final int OPENING_DAYS = 4;
    private static final int HOSPITALS_A_ROUTE = 4;

    private final WarehouseClient client;
    private final Keyring keys;
    private final Park park;
    private final Handheld handheld;
    private final Floor floor;
    private final List<Trader> traders = new ArrayList<>();
    private final List<LocalDate> days;
    private final double scale;
    private final Progress progress;
    private final Timeline timeline;
    private final SplittableRandom random;
    private List<Shipment> underWay = List.of();
    private @Nullable Trader recalling;

    /// A truck and the orders on it.
    private record Shipment(String id, int number, List<Ready> orders) {
        List<Enterprise> stops() {
            return orders.stream().map(ready -> ready.order().hospital()).distinct().toList();
        }
    }

    Past(
            WarehouseClient client,
            Keyring keys,
            DayPlan plan,
            int days,
            double scale,
            Floor floor,
            Progress progress) {
        this.client = client;
        this.keys = keys;
        this.park = plan.park();
        this.handheld = new Handheld(client, keys, floor.tally());
        this.floor = floor;
        this.days = workingDays(keys.began(), days);
        this.scale = scale;
        this.progress = progress;
        this.timeline = new Timeline(progress);
        this.random = new SplittableRandom(plan.seed() ^ 0x5EED);
        for (Enterprise owner : park.owners()) {
            traders.add(new Trader(client, keys, park, floor, owner, random.split()));
        }
    }

    /// The working days among those before `began`, in their order; work of the last one is over.
    static List<LocalDate> workingDays(Instant began, int days) {
        LocalDate today = LocalDate.ofInstant(began, Day.ZONE);
        return today.minusDays(days)
                .datesUntil(today)
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .filter(day -> !at(day, CLOSED).isAfter(began))
                .toList();
    }

    /// When the first day begins.
    static Instant opens(Instant began, int days) {
        List<LocalDate> working = workingDays(began, days);
        return working.isEmpty() ? began : at(working.getFirst(), OPENING);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Day.ZONE).toInstant();
    }

    int workingDays() {
        return days.size();
    }

    void live() {
        for (int i = 0; i < days.size(); i++) {
            LocalDate day = days.get(i);
            progress.begin("%s %s".formatted(day, day.getDayOfWeek()), 0);
            live(day, i);
            progress.end();
        }
    }

    private void live(LocalDate day, int number) {
        if (number == days.size() / 2) {
            recalling =
                    traders.stream()
                            .filter(trader -> trader.halfDelivered() != null)
                            .findFirst()
                            .orElse(null);
        }
        Map<String, Ready> ready = new ConcurrentSkipListMap<>();
        List<Shift> shifts = new ArrayList<>();
        for (Shipment shipment : underWay) {
            Instant begins = at(day, DELIVERIES).plusSeconds(700L * (shipment.number() % 9));
            shifts.add(new Shift(begins, lane -> deliver(lane, shipment)));
        }
        for (int i = 0; i < traders.size(); i++) {
            shifts.add(shift(day, number, i, ready));
        }
        timeline.work(shifts);
        underWay.forEach(this::sold);
        underWay = ship(day, ready);
        if (number == days.size() - 1) {
            // nobody leaves goods on the road for the day that people look at
            timeline.work(
                    underWay.stream()
                            .map(
                                    shipment ->
                                            new Shift(
                                                    at(day, EVENING),
                                                    lane -> deliver(lane, shipment)))
                            .toList());
            underWay = List.of();
        }
    }

    private void sold(Shipment shipment) {
        for (Ready ready : shipment.orders()) {
            traders.get(park.owners().indexOf(ready.order().owner())).sold(ready.picks());
        }
    }

    private Shift shift(LocalDate day, int number, int traderNumber, Map<String, Ready> ready) {
        Trader trader = traders.get(traderNumber);
        boolean sellsFirst = (traderNumber + number) % 2 == 0;
        SplittableRandom chance = random.split();
        int lines = deliveredLines(day, number, chance);
        int orders = number == 0 ? 0 : ordered(day, chance);
        Instant begins = at(day, MORNING).plusSeconds(chance.nextInt(3_600));
        Instant afternoon = at(day, AFTERNOON).plusSeconds(chance.nextInt(2_400));
        return new Shift(
                begins,
                lane -> {
                    beforeWork(trader, lane, day, number, traderNumber);
                    if (sellsFirst && number > 1) {
                        sell(trader, lane, day, orders, ready);
                    } else if (lines > 0) {
                        trader.inbound(lane, day, lines);
                    }
                    lane.notBefore(afternoon);
                    if (!sellsFirst || number <= 1) {
                        sell(trader, lane, day, orders, ready);
                    } else if (lines > 0) {
                        trader.inbound(lane, day, lines);
                    }
                    afterWork(trader, lane, day, beat(number, traderNumber));
                });
    }

    private static void sell(
            Trader trader, Lane lane, LocalDate day, int orders, Map<String, Ready> ready) {
        if (orders > 0) {
            trader.outbound(lane, day, orders).forEach(each -> ready.put(each.order().id(), each));
        }
    }

    /// Who opens a store fills it; later about every other day something comes.
    private int deliveredLines(LocalDate day, int number, SplittableRandom chance) {
        if (number < OPENING_DAYS) {
            return number % 2 == 0 || scale >= 1 ? Math.max(1, (int) Math.round(4 * scale)) : 0;
        }
        boolean comes = chance.nextDouble() < 0.5 * weight(day) * Math.max(scale, 0.2);
        return comes ? 2 + chance.nextInt(3) : 0;
    }

    private int ordered(LocalDate day, SplittableRandom chance) {
        double expected = 1.2 * weight(day) * scale;
        int orders = (int) expected;
        return orders + (chance.nextDouble() < expected - orders ? 1 : 0) + chance.nextInt(2);
    }

    /// How much is done on a day of the week.
    private static double weight(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case MONDAY -> 1.35;
            case TUESDAY, THURSDAY -> 1.05;
            case WEDNESDAY -> 0.95;
            case FRIDAY -> 1.2;
            case SATURDAY -> 0.35;
            case SUNDAY -> 0;
        };
    }

    /// What happens now and then has its days, so that each thing is there in any month.
    private static int beat(int number, int traderNumber) {
        return number < 2 ? -1 : (number * 5 + traderNumber) % 31;
    }

    /// What stops goods comes before they are picked.
    private void beforeWork(Trader trader, Lane lane, LocalDate day, int number, int traderNumber) {
        trader.release(lane, day);
        trader.destroy(lane, day);
        switch (beat(number, traderNumber)) {
            case 17 -> trader.hold(lane, day, "在途温度超限，待复核 transport temperature in question", 2);
            case 24 -> trader.hold(lane, day, "随货资质待补齐 a certificate is missing", 3);
            default -> {}
        }
        if (trader == recalling) {
            recall(trader, lane, day, number - days.size() / 2);
        }
    }

    private static void afterWork(Trader trader, Lane lane, LocalDate day, int beat) {
        switch (beat) {
            case 0, 11 -> trader.count(lane, day, false);
            case 3 -> trader.count(lane, day, true);
            case 6, 19 -> trader.takeBack(lane, day);
            case 9 -> trader.damage(lane, day);
            case 14 -> trader.lose(lane, day);
            default -> {}
        }
    }

    // ---- shipments

    private List<Shipment> ship(LocalDate day, Map<String, Ready> ready) {
        Map<Integer, List<Ready>> routes = new TreeMap<>();
        for (Ready each : ready.values()) {
            int route = park.hospitals().indexOf(each.order().hospital()) / HOSPITALS_A_ROUTE;
            routes.computeIfAbsent(route, _ -> new ArrayList<>()).add(each);
        }
        List<Shipment> shipments = new ArrayList<>();
        List<Shift> shifts = new ArrayList<>();
        routes.forEach(
                (route, orders) -> {
                    orders.sort(Comparator.comparing(each -> each.order().id()));
                    int number = day.getDayOfMonth() * 10 + route;
                    Shipment shipment =
                            new Shipment(
                                    "SH%s-%02d".formatted(DayPlan.tag(day), route + 1),
                                    number,
                                    List.copyOf(orders));
                    shipments.add(shipment);
                    shifts.add(
                            new Shift(
                                    at(day, TRUCKS).plusSeconds(480L * route),
                                    lane -> load(lane, shipment)));
                });
        timeline.work(shifts);
        return shipments;
    }

    private void load(Lane lane, Shipment shipment) {
        List<String> orders = shipment.orders().stream().map(Ready::order).map(Order::id).toList();
        Enterprise carrier = park.carriers().get(shipment.number() % park.carriers().size());
        lane.step(
                60,
                () ->
                        client.put(
                                        keys.key("desk"),
                                        "/v1/shipments/" + shipment.id(),
                                        object(
                                                "orders",
                                                orders,
                                                "carrier",
                                                carrier.id(),
                                                "vehicle",
                                                "鲁Q%05d"
                                                        .formatted(
                                                                30_000
                                                                        + 1_371
                                                                                * (shipment.number()
                                                                                        % 9)),
                                                "stops",
                                                shipment.stops().stream()
                                                        .map(Enterprise::id)
                                                        .toList()))
                                .orFail("Shipment " + shipment.id()));
        String loader = Team.loader(shipment.number());
        for (Ready ready : shipment.orders()) {
            for (Pick pick : ready.picks()) {
                lane.step(25, () -> load(loader, shipment, pick));
            }
        }
        lane.step(
                300,
                () ->
                        client.post(
                                        keys.key("desk"),
                                        "/v1/shipments/" + shipment.id() + "/dispatch",
                                        "go-" + shipment.id(),
                                        object())
                                .orFail("The dispatch of " + shipment.id()));
        for (Ready ready : shipment.orders()) {
            ready.picks().forEach(pick -> floor.tally().dispatched(pick, true));
        }
    }

    private void load(String loader, Shipment shipment, Pick pick) {
        String piece =
                pick.serial() == null ? pick.goods().lot() + "-" + pick.bin() : pick.serial();
        handheld.scan(
                        loader,
                        "load-%s-%s-%s".formatted(pick.order().id(), pick.line().lineId(), piece),
                        "load",
                        shipment.id())
                .of(pick.goods().label(pick.serial(), false), pick.quantity())
                .accepted();
    }

    private void deliver(Lane lane, Shipment shipment) {
        for (Enterprise stop : shipment.stops()) {
            int hospital = park.hospitals().indexOf(stop);
            lane.step(
                    1_500,
                    () ->
                            client.post(
                                            keys.key("desk"),
                                            "/v1/shipments/" + shipment.id() + "/delivery",
                                            "sign-" + shipment.id() + "-" + stop.id(),
                                            object(
                                                    "consignee",
                                                    stop.id(),
                                                    "receivedBy",
                                                    Team.signer(hospital, shipment.number())))
                                    .orFail("The delivery of " + shipment.id()));
        }
    }

    // ---- a recall that is over

    /// In the middle of the past a lot is recalled that was delivered in part. Hospitals send back
    /// what they have and say what they used, what came back goes to its holder, and the recall is
    /// closed, since every piece is accounted for.
    ///
    /// @param workingDay working days since the recall began
    private void recall(Trader trader, Lane lane, LocalDate day, int workingDay) {
        switch (workingDay) {
            case 0 -> {
                Line line = Objects.requireNonNull(trader.halfDelivered());
                lane.step(600, () -> recall(day, line));
                trader.recalled(line);
            }
            case 2 -> trader.bringBack(lane);
            case 4 -> trader.sendBack(lane, day);
            case 5 -> {
                LocalDate began = days.get(days.size() / 2);
                lane.step(300, () -> hearHospitals(began));
                lane.step(600, () -> closeRecall(began));
            }
            default -> {}
        }
    }

    /// What was not sent back was used on patients before anybody knew.
    private void hearHospitals(LocalDate began) {
        String recall = "/v1/recalls/RC" + DayPlan.tag(began);
        for (JsonNode row : client.list(keys.key("quality-head"), recall + "/consignees")) {
            long used = row.path("outstanding").asLong();
            if (used > 0) {
                String hospital = row.path("consignee").asString();
                client.post(
                                keys.key("quality-head"),
                                recall + "/acknowledgements",
                                "heard-%s-%s".formatted(DayPlan.tag(began), hospital),
                                object(
                                        "consignee",
                                        hospital,
                                        "used",
                                        used,
                                        "returned",
                                        row.path("returned").asLong()))
                        .orFail("What " + hospital + " says of a recall");
            }
        }
    }

    private void closeRecall(LocalDate began) {
        client.post(
                        keys.key("quality-head"),
                        "/v1/recalls/RC" + DayPlan.tag(began) + "/close",
                        "close-" + DayPlan.tag(began),
                        object())
                .orFail("The close of a recall");
    }

    private void recall(LocalDate day, Line line) {
        client.put(
                        keys.key("quality-head"),
                        "/v1/recalls/RC" + DayPlan.tag(day),
                        object(
                                "level",
                                3,
                                "di",
                                line.device().di(),
                                "lots",
                                List.of(String.valueOf(line.lot())),
                                "reason",
                                "注册人主动召回：说明书标注有误 a mistake in the instructions for use",
                                "ordered",
                                false))
                .orFail("The recall");
    }
}
