package io.lotline.core.axon;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a log as it is stored, and finds what went on towards a consignee though it was recalled,
/// held or expired before. It shares no code with the decisions, nor with what reads events: it
/// knows their JSON only.
final class OutwardScanner {
    private static final JsonMapper JSON = new JsonMapper();

    /// The steps that bring goods nearer to a consignee, and where their JSON has these goods.
    private static final Map<String, List<String>> OUTWARD =
            Map.of(
                    "OrderAllocated", List.of("/allocations"),
                    "ItemPicked", List.of("/movement"),
                    "ItemLoaded", List.of("/movement"),
                    "ShipmentDispatched", List.of("/movements", "/loads"));

    private final Map<String, Set<String>> stopsByLot = new HashMap<>();
    private final List<String> offences = new ArrayList<>();
    private final Map<String, Integer> steps = new HashMap<>();

    static OutwardScanner over(List<BsonDocument> commits) {
        OutwardScanner scanner = new OutwardScanner();
        for (BsonDocument commit : commits) {
            long position = commit.getInt64("_id").getValue();
            for (BsonValue event : commit.getArray("events")) {
                scanner.read(position, event.asDocument());
                position++;
            }
        }
        return scanner;
    }

    /// One line for each step that must not have been.
    List<String> offences() {
        return offences;
    }

    /// How many steps of each kind there were.
    Map<String, Integer> steps() {
        return steps;
    }

    private void read(long position, BsonDocument event) {
        String name = event.getString("name").getValue();
        name = name.substring(name.lastIndexOf('.') + 1);
        JsonNode data = JSON.readTree(event.getString("data").getValue());
        switch (name) {
            case "RecallStarted" ->
                    data.path("lots")
                            .forEach(lot -> stop(lot.asString(), data.path("recall").asString()));
            case "StockHeld" ->
                    stop(data.at("/scope/lot").asString(), data.path("hold").asString());
            case "HoldReleased" ->
                    stopsByLot
                            .getOrDefault(data.at("/scope/lot").asString(), new HashSet<>())
                            .remove(data.path("hold").asString());
            default -> {
                LocalDate day =
                        Instant.ofEpochMilli(event.getDateTime("at").getValue())
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate();
                for (String where : OUTWARD.getOrDefault(name, List.of())) {
                    JsonNode goods = data.at(where);
                    if (goods.isArray()) {
                        for (JsonNode each : goods) {
                            outward(position, name, day, each);
                        }
                    } else if (goods.isObject()) {
                        outward(position, name, day, goods);
                    }
                }
            }
        }
    }

    private void stop(String lot, String why) {
        stopsByLot.computeIfAbsent(lot, _ -> new HashSet<>()).add(why);
        steps.merge("stop", 1, Integer::sum);
    }

    private void outward(long position, String name, LocalDate day, JsonNode goods) {
        steps.merge(name, 1, Integer::sum);
        String lot = goods.at("/item/lot").asString();
        Set<String> stops = stopsByLot.getOrDefault(lot, Set.of());
        if (!stops.isEmpty()) {
            offences.add("%s at %d of lot %s, stopped by %s".formatted(name, position, lot, stops));
        }
        LocalDate expiry = LocalDate.parse(goods.path("expiryDate").asString());
        if (day.isAfter(expiry)) {
            offences.add(
                    "%s at %d of lot %s on %s, which expired on %s"
                            .formatted(name, position, lot, day, expiry));
        }
    }
}
