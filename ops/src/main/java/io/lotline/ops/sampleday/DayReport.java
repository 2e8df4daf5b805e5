package io.lotline.ops.sampleday;

import io.lotline.ops.sampleday.DayPlan.Line;
import io.lotline.ops.sampleday.Shelves.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The evening's report: what the warehouse says about its day, beside what the plan says.
final class DayReport {
    private static final int SHOWN = 8;

    private final WarehouseClient client;
    private final Keyring keys;
    private final DayPlan plan;
    private final Floor floor;

    DayReport(WarehouseClient client, Keyring keys, DayPlan plan, Floor floor) {
        this.client = client;
        this.keys = keys;
        this.plan = plan;
        this.floor = floor;
    }

    /// Where the warehouse's stock differs from the plan's; empty if it does not.
    static List<String> differences(Map<Place, Integer> planned, List<JsonNode> stock) {
        Map<Place, Integer> actual = new TreeMap<>();
        for (JsonNode item : stock) {
            String lot = item.path("lot").isString() ? item.path("lot").asString() : null;
            Place place =
                    Place.of(
                            item.path("owner").asString(),
                            item.path("di").asString(),
                            lot,
                            item.path("location").asString());
            actual.merge(place, item.path("quantity").asInt(), Integer::sum);
        }
        List<String> differences = new ArrayList<>();
        Map<Place, Integer> all = new TreeMap<>(planned);
        all.putAll(actual);
        for (Place place : all.keySet()) {
            int expected = planned.getOrDefault(place, 0);
            int found = actual.getOrDefault(place, 0);
            if (expected != found) {
                differences.add("%s: planned %d, found %d".formatted(place, expected, found));
            }
        }
        return differences;
    }

    /// Prints the report; answers whether the stock is as planned.
    boolean print() {
        List<JsonNode> stock =
                client.list(
                        keys.key("operator"),
                        "/v1/stock?warehouse=" + Park.WAREHOUSE + "&limit=1000");
        List<String> differences = differences(floor.shelves().pieces(), stock);
        Tally tally = floor.tally();
        Map<String, Integer> byStatus =
                stock.stream()
                        .collect(
                                Collectors.groupingBy(
                                        item -> item.path("status").asString(),
                                        TreeMap::new,
                                        Collectors.summingInt(
                                                item -> item.path("quantity").asInt())));
        say("");
        say(
                "园区就绪 The park is there: %,d scans, the log's position is %,d",
                tally.scans(), client.position());
        say(
                "  入库 in        %d notices, %,d pieces received, %d of them not accepted",
                tally.notices(), tally.piecesReceived(), tally.piecesRejected());
        say(
                "  出库 out       %d of %d orders left with %,d pieces, %d are delivered, %d pieces came back",
                tally.ordersSent(),
                tally.orders(),
                tally.piecesDispatched(),
                tally.ordersDelivered(),
                tally.piecesTakenBack());
        say(
                "  库存 stock     %s",
                byStatus.entrySet().stream()
                        .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")));
        say(
                "  拒绝 refused   %s",
                tally.refusals().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        if (differences.isEmpty()) {
            say(
                    "  对账 check     the stock of all %,d places is what the plan says",
                    floor.shelves().pieces().size());
        } else {
            say("  对账 check     %d places differ from the plan:", differences.size());
            differences.stream()
                    .limit(SHOWN)
                    .forEach(difference -> say("                 %s", difference));
        }
        recall();
        whereToLook();
        return differences.isEmpty();
    }

    private void recall() {
        Line recalled = plan.recalledLine();
        String lot = String.valueOf(recalled.lot());
        String path = "/v1/trace/lots/%s/%s".formatted(recalled.device().di(), lot);
        JsonNode trace =
                client.get(keys.key("regulator"), path)
                        .orFail("The trace of the recalled lot")
                        .body();
        say("");
        say(
                "召回 Recall %s: %s %s, lot %s",
                plan.recall(), recalled.device().name(), recalled.device().model(), lot);
        for (JsonNode source : trace.path("sources")) {
            say(
                    "  来自 from      %s: %d for %s",
                    name(source, "name", "supplier"),
                    source.path("quantity").asInt(),
                    name(source, "ownerName", "owner"));
        }
        say(
                "  现在 now       %d in stock, %d in picking, %d on the road",
                sum(trace, "onHand"), sum(trace, "inPicking"), sum(trace, "inTransit"));
        Map<String, Integer> received = new LinkedHashMap<>();
        for (JsonNode consignee : trace.path("consignees")) {
            received.merge(
                    name(consignee, "name", "consignee"),
                    consignee.path("quantity").asInt(),
                    Integer::sum);
        }
        received.forEach((hospital, quantity) -> say("  收货方 received %s: %d", hospital, quantity));
    }

    /// Where the park is to be seen, and the keys to it.
    void whereToLook() {
        Line recalled = plan.recalledLine();
        String url = client.url();
        say("");
        say("看 Look at");
        say("  总览 overview  %s/", url);
        say("  流向 trace     %s/trace?di=%s&lot=%s", url, recalled.device().di(), recalled.lot());
        say("  接口 API       %s/docs", url);
        say("钥匙 Keys to try, and the pages to sign in at");
        say("  operator       %s   %s/work", keys.key("operator"), url);
        say("  quality        %s   %s/quality", keys.key("quality"), url);
        say("  enterprise     %s   %s/portal (%s)", keys.key(owner().id()), url, owner().name());
        say("  regulator      %s   %s/desk", keys.key("regulator"), url);
        say("");
    }

    private Park.Enterprise owner() {
        return plan.park().owners().getFirst();
    }

    private static String name(JsonNode node, String name, String id) {
        return node.path(name).asString(node.path(id).asString(""));
    }

    private static int sum(JsonNode trace, String part) {
        int sum = 0;
        for (JsonNode item : trace.path(part)) {
            sum += item.path("quantity").asInt();
        }
        return sum;
    }

    private static void say(String format, @Nullable Object... values) {
        System.out.println(
                values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
