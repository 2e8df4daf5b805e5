package io.lotline.projections;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an owner is charged for a month, counted from the events as they are stored, by code that
/// knows nothing of steps, views or typed events.
final class RawCharges {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 500;

    /// What is done by which event.
    private static final Map<String, String> ITEMS =
            Map.of(
                    "lotline.GoodsReceived", "receiving",
                    "lotline.GoodsPutAway", "putaway",
                    "lotline.ItemPicked", "picking",
                    "lotline.ItemPacked", "packing",
                    "lotline.ItemLoaded", "loading",
                    "lotline.GoodsReturned", "return",
                    "lotline.ShipmentDelivered", "delivery");

    private final ZoneId zone;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Undone> undone = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private final List<Zoned> zones = new ArrayList<>();
    private final Map<String, LocalDate> firsts = new HashMap<>();
    private final Map<String, Long> balances = new HashMap<>();

    private record Fact(
            String owner, LocalDate day, String item, long units, long lines, long orders) {}

    private record Undone(String owner, LocalDate day, LocalDate then, long units, long wrong) {}

    private record Level(String owner, String bin, LocalDate day, long quantity) {}

    private record Zoned(String bin, LocalDate day, String zone) {}

    RawCharges(EventLog log, ZoneId zone) {
        this.zone = zone;
        long head = log.head().position();
        for (long from = 1; from <= head; from += PAGE) {
            log.read(from, (int) Math.min(PAGE, head - from + 1)).forEach(this::read);
        }
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private void read(StoredEvent event) {
        JsonNode data = JSON.readTree(event.data());
        LocalDate day = day(event.at());
        if (event.name().equals("lotline.LocationDefined")) {
            zones.add(
                    new Zoned(data.path("location").asString(), day, data.path("zone").asString()));
            return;
        }
        List<JsonNode> moved = new ArrayList<>();
        data.path("movements").forEach(moved::add);
        if (data.has("movement")) {
            moved.add(data.path("movement"));
        }
        for (JsonNode movement : moved) {
            String owner = movement.at("/item/owner").asString();
            long quantity = movement.path("quantity").asLong();
            lie(owner, movement.path("from").asString(), day, -quantity);
            lie(owner, movement.path("to").asString(), day, quantity);
        }
        if (event.name().equals("lotline.EventCorrected")) {
            LocalDate then = day(Instant.parse(data.path("recordedAt").asString()));
            long units = moved.stream().mapToLong(each -> each.path("quantity").asLong()).sum();
            String owner = moved.getFirst().at("/item/owner").asString();
            if (YearMonth.from(then).equals(YearMonth.from(day))) {
                facts.add(new Fact(owner, then, "picking", -units, -1, 0));
            } else {
                undone.add(new Undone(owner, day, then, units, data.path("wrong").asLong()));
            }
            return;
        }
        String item = ITEMS.get(event.name());
        if (item != null) {
            done(item, day, data, moved);
        }
    }

    private void lie(String owner, String place, LocalDate day, long quantity) {
        if (place.startsWith("location:")) {
            String bin = place.substring("location:".length());
            long now = balances.merge(owner + " " + bin, quantity, Long::sum);
            levels.add(new Level(owner, bin, day, now));
        }
    }

    private void done(String item, LocalDate day, JsonNode data, List<JsonNode> moved) {
        Map<String, Long> units = new TreeMap<>();
        Map<String, Set<String>> goods = new HashMap<>();
        Map<String, Set<String>> orders = new HashMap<>();
        List<JsonNode> handled = new ArrayList<>(moved);
        if (item.equals("delivery")) {
            handled.clear();
            data.path("loads").forEach(handled::add);
        } else if (item.equals("packing")) {
            handled.add(data.path("goods"));
        }
        for (JsonNode each : handled) {
            String owner = each.at("/item/owner").asString();
            units.merge(owner, each.path("quantity").asLong(), Long::sum);
            goods.computeIfAbsent(owner, _ -> new HashSet<>())
                    .add(each.at("/item/di") + " " + each.at("/item/lot"));
            orders.computeIfAbsent(owner, _ -> new HashSet<>()).add(each.path("order").asString());
        }
        units.forEach(
                (owner, quantity) ->
                        facts.add(
                                item.equals("delivery")
                                        ? new Fact(
                                                owner,
                                                day,
                                                item,
                                                quantity,
                                                1,
                                                orders.get(owner).size())
                                        : new Fact(
                                                owner,
                                                day,
                                                item,
                                                quantity,
                                                goods.get(owner).size(),
                                                0)));
        String document =
                data.has("notice")
                        ? "notice " + data.path("notice").asString()
                        : data.has("order") ? "order " + data.path("order").asString() : "";
        if (!document.isEmpty() && !item.equals("delivery")) {
            units.keySet()
                    .forEach(owner -> firsts.putIfAbsent(owner + "|" + item + "|" + document, day));
        }
    }

    /// Prices of one tariff.
    ///
    /// @param prices by what they are for, such as `picking unit`
    record Prices(String tariff, Map<String, String> prices) {}

    /// The lines, as text, in no order.
    ///
    /// @param tariffs by day
    Set<String> lines(
            String owner, YearMonth month, LocalDate through, Function<LocalDate, Prices> tariffs) {
        Map<String, Long> sums = new TreeMap<>();
        LocalDate from = month.atDay(1);
        while (!from.isAfter(through)) {
            Prices prices = tariffs.apply(from);
            LocalDate to = from;
            while (to.isBefore(through) && tariffs.apply(to.plusDays(1)).equals(prices)) {
                to = to.plusDays(1);
            }
            period(owner, from, to, prices, sums);
            from = to.plusDays(1);
        }
        Set<String> lines = new TreeSet<>();
        sums.forEach(
                (what, quantity) -> {
                    if (quantity != 0) {
                        lines.add(line(what, quantity));
                    }
                });
        for (Undone mistake : undone) {
            if (mistake.owner().equals(owner) && YearMonth.from(mistake.day()).equals(month)) {
                Prices prices = tariffs.apply(mistake.then());
                for (String per : List.of("unit", "line")) {
                    lines.add(
                            line(
                                    "%s %s picking %s %s %s corrects %d"
                                            .formatted(
                                                    mistake.then(),
                                                    mistake.then(),
                                                    per,
                                                    prices.tariff(),
                                                    prices.prices().get("picking " + per),
                                                    mistake.wrong()),
                                    per.equals("unit") ? -mistake.units() : -1));
                }
            }
        }
        return lines;
    }

    private static String line(String what, long quantity) {
        String price = what.split(" ")[5];
        return what
                + " × "
                + quantity
                + " = "
                + new BigDecimal(price)
                        .multiply(new BigDecimal(quantity))
                        .setScale(2, RoundingMode.HALF_UP);
    }

    private void period(
            String owner, LocalDate from, LocalDate to, Prices prices, Map<String, Long> sums) {
        String days = from + " " + to + " ";
        for (Fact fact : facts) {
            if (fact.owner().equals(owner)
                    && !fact.day().isBefore(from)
                    && !fact.day().isAfter(to)) {
                boolean delivery = fact.item().equals("delivery");
                add(sums, days, fact.item(), "unit", prices, fact.units());
                add(sums, days, fact.item(), delivery ? "stop" : "line", prices, fact.lines());
                add(sums, days, fact.item(), "order", prices, fact.orders());
            }
        }
        firsts.forEach(
                (document, day) -> {
                    String[] parts = document.split("\\|");
                    if (parts[0].equals(owner) && !day.isBefore(from) && !day.isAfter(to)) {
                        add(sums, days, parts[1], "document", prices, 1);
                    }
                });
        Set<String> bins = new TreeSet<>();
        levels.forEach(level -> bins.add(level.bin()));
        for (String bin : bins) {
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                long pieces = lying(owner, bin, day);
                if (pieces > 0 && zone(bin, day).equals("QUALIFIED")) {
                    add(sums, days, "storage_QUALIFIED", "bin-day", prices, 1);
                } else if (pieces > 0) {
                    add(sums, days, "storage", "unit-day", prices, pieces);
                }
            }
        }
    }

    private static void add(
            Map<String, Long> sums,
            String days,
            String item,
            String per,
            Prices prices,
            long quantity) {
        String price = prices.prices().get(item + " " + per);
        if (price != null) {
            sums.merge(
                    days + item + " " + per + " " + prices.tariff() + " " + price,
                    quantity,
                    Long::sum);
        }
    }

    private long lying(String owner, String bin, LocalDate day) {
        long last = 0;
        for (Level level : levels) {
            if (level.owner().equals(owner)
                    && level.bin().equals(bin)
                    && !level.day().isAfter(day)) {
                last = level.quantity();
            }
        }
        return last;
    }

    private String zone(String bin, LocalDate day) {
        String last = "";
        for (Zoned zoned : zones) {
            if (zoned.bin().equals(bin) && !zoned.day().isAfter(day)) {
                last = zoned.zone();
            }
        }
        return last;
    }
}
