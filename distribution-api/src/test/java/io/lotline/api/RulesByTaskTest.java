package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is wrong with a scan is refused in every task that it can occur in, by the same name: a
/// table of mistakes and tasks. Before each scan its goods have come just as far as the task needs.
class RulesByTaskTest {
    private static final String TABLE =
            """
            none
              ok: receive putaway move count pick check pack load unload return
            another expiry date
              expiry-conflict: receive putaway move count pick check pack load unload return
            made after it expires
              production-in-future: receive putaway move count pick check pack load unload return
            unknown device
              unknown-device: receive putaway move count pick check pack load unload return
            no label
              unreadable-scan: receive putaway move count pick check pack load unload return
            another lot
              lot-not-on-notice: receive
              wrong-location: putaway move pick
              unknown-owner: count
              not-picked: check pack return
              not-on-shipment: load
              not-loaded: unload
            no pieces
              malformed-request: receive putaway move pick check pack load unload return
              ok: count
            too many pieces
              over-receipt: receive
              insufficient-stock: putaway move pick
              ok: count
              over-check: check
              over-pack: pack
              over-load: load
              not-loaded: unload
              not-returnable: return
            unknown warehouse
              unknown-warehouse: receive putaway move count pick check pack load unload return
            another warehouse
              wrong-location: receive pick check pack load unload
              unknown-location: putaway move count return
            unknown location
              unknown-location: receive putaway move count pick check pack load unload return
            wrong location
              wrong-location: receive putaway move pick return
              unknown-owner: count
              ok: check pack load unload
            no location
              malformed-request: receive putaway move count pick return
              ok: check pack load unload
            unknown target
              malformed-request: receive count pick check pack load unload return
              unknown-location: putaway move
            no target
              ok: receive count pick check pack load unload return
              malformed-request: putaway move
            unknown reference
              unknown-notice: receive putaway
              unknown-order: move pick check pack return
              ok: count
              unknown-shipment: load unload
            no reference
              malformed-request: receive count pick check pack load unload return
              ok: putaway move
            on hold
              ok: receive count unload return
              lot-on-hold: putaway move pick check pack load
            recalled
              ok: receive count unload return
              lot-under-recall: putaway move pick check pack load
            somebody of elsewhere
              not-your-warehouse: receive putaway move count pick check pack load unload return
            """;

    private static final TestPark PARK = new TestPark(RunningLotline.shared());
    private static final Client ELSEWHERE = PARK.admin.newKey("operator", null, "ELSEWHERE");

    private enum Task {
        RECEIVE,
        PUTAWAY,
        MOVE,
        COUNT,
        PICK,
        CHECK,
        PACK,
        LOAD,
        UNLOAD,
        RETURN;

        private boolean from(Task first) {
            return ordinal() >= first.ordinal();
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Goods of one lot, and the scan that is to be taken with them.
    private static final class Goods {
        final String lot;
        final Map<String, Object> scan = new LinkedHashMap<>();
        Client caller = PARK.admin;

        Goods(Task task, String lot) {
            this.lot = lot;
            String order = PARK.id("SO-" + lot);
            String shipment = PARK.id("SH-" + lot);
            if (task == Task.RECEIVE) {
                scan.put("reference", PARK.notice("ASN-" + lot, lot, 5));
                scan.put("location", "DOCK");
            } else if (task == Task.PUTAWAY) {
                String notice = PARK.notice("ASN-" + lot, lot, 5);
                PARK.admin
                        .post(
                                "/v1/scans",
                                PARK.scan(
                                        "r-" + lot,
                                        "receive",
                                        lot,
                                        5,
                                        TestPark.reference(notice) + TestPark.at("DOCK")))
                        .expect(200);
                PARK.admin.post("/v1/inspections", PARK.inspectionBody(notice, lot, 5)).expect(201);
                scan.put("location", "DOCK");
                scan.put("toLocation", "A1");
            } else {
                PARK.stock(lot, 5);
                scan.put("location", "A1");
            }
            if (task == Task.COUNT) {
                scan.put("reference", PARK.id("COUNT"));
            }
            if (task == Task.MOVE) {
                scan.put("toLocation", "A2");
            }
            if (task.from(Task.PICK)) {
                // the consignee of the park, and goods of this lot only
                PARK.order("SO-" + lot, 5);
                PARK.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
                scan.put("reference", order);
            }
            if (task.from(Task.CHECK)) {
                PARK.pick("k-" + lot, order, lot, 5).expect(200);
                scan.remove("location");
            }
            if (task.from(Task.PACK)) {
                PARK.check("c-" + lot, order, lot, 5).expect(200);
            }
            if (task == Task.PACK) {
                scan.put("container", sscc(lot.hashCode() & 0xffff));
            }
            if (task.from(Task.LOAD)) {
                PARK.shipment("SH-" + lot, order);
                scan.put("reference", shipment);
            }
            if (task.from(Task.UNLOAD)) {
                PARK.load("l-" + lot, shipment, lot, 5).expect(200);
            }
            if (task == Task.RETURN) {
                PARK.admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
                PARK.admin
                        .post(
                                "/v1/shipments/" + shipment + "/delivery",
                                "{\"consignee\":\"%s\",\"receivedBy\":\"李\"}"
                                        .formatted(PARK.hospital))
                        .expect(200);
                scan.put("reference", order);
                scan.put("location", "RET");
            }
            scan.put("scanId", PARK.id("s-" + lot));
            scan.put("task", task.word());
            scan.put("warehouse", PARK.warehouse);
            scan.put("symbols", List.of(PARK.symbol(lot)));
            scan.put("quantity", 1);
        }

        String take() {
            Client.Answer answer = caller.post("/v1/scans", Client.JSON.writeValueAsString(scan));
            if (answer.status() != 200) {
                return answer.problem().replace("/problems/", "");
            }
            JsonNode outcome = answer.json().path("outcome");
            return outcome.asString().equals("accepted") ? "ok" : outcome.asString();
        }
    }

    private static String sscc(int number) {
        String digits = "0690%013d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return digits.substring(0, 17) + (10 - sum % 10) % 10;
    }

    private static Map<String, BiConsumer<Task, Goods>> mistakes() {
        Map<String, BiConsumer<Task, Goods>> mistakes = new LinkedHashMap<>();
        mistakes.put("none", (task, goods) -> {});
        mistakes.put(
                "another expiry date",
                (task, goods) ->
                        goods.scan.put(
                                "symbols",
                                List.of(PARK.symbol(goods.lot).replace("17310531", "17310630"))));
        mistakes.put(
                "made after it expires",
                (task, goods) ->
                        goods.scan.put(
                                "symbols",
                                List.of(
                                        PARK.symbol(goods.lot)
                                                .replace("17310531", "1131060117310531"))));
        mistakes.put(
                "unknown device",
                (task, goods) ->
                        goods.scan.put(
                                "symbols",
                                List.of(
                                        PARK.symbol(goods.lot)
                                                .replace(
                                                        PARK.di, TestPark.gtin("0699999999999")))));
        mistakes.put("no label", (task, goods) -> goods.scan.put("symbols", List.of("@@@")));
        mistakes.put(
                "another lot",
                (task, goods) -> goods.scan.put("symbols", List.of(PARK.symbol(goods.lot + "X"))));
        mistakes.put("no pieces", (task, goods) -> goods.scan.put("quantity", 0));
        mistakes.put("too many pieces", (task, goods) -> goods.scan.put("quantity", 1000));
        mistakes.put("unknown warehouse", (task, goods) -> goods.scan.put("warehouse", "W-9"));
        mistakes.put(
                "another warehouse", (task, goods) -> goods.scan.put("warehouse", "ELSEWHERE"));
        mistakes.put("unknown location", (task, goods) -> goods.scan.put("location", "NOWHERE"));
        mistakes.put("wrong location", (task, goods) -> goods.scan.put("location", "A3"));
        mistakes.put("no location", (task, goods) -> goods.scan.remove("location"));
        mistakes.put("unknown target", (task, goods) -> goods.scan.put("toLocation", "NOWHERE"));
        mistakes.put("no target", (task, goods) -> goods.scan.remove("toLocation"));
        mistakes.put("unknown reference", (task, goods) -> goods.scan.put("reference", "R-9"));
        mistakes.put("no reference", (task, goods) -> goods.scan.remove("reference"));
        mistakes.put(
                "on hold",
                (task, goods) ->
                        PARK.admin
                                .post(
                                        "/v1/holds",
                                        "{\"di\":\"%s\",\"lot\":\"%s\",\"reason\":\"r\",\"expected\":%s}"
                                                .formatted(
                                                        PARK.di, goods.lot, task == Task.RECEIVE))
                                .expect(201));
        mistakes.put(
                "recalled",
                (task, goods) ->
                        (task == Task.RECEIVE
                                        ? PARK.recallOfWhatComes("RC-" + goods.lot, goods.lot)
                                        : PARK.recall("RC-" + goods.lot, goods.lot))
                                .expect(201));
        mistakes.put("somebody of elsewhere", (task, goods) -> goods.caller = ELSEWHERE);
        return mistakes;
    }

    @Test
    void a_mistake_is_refused_in_every_task_by_the_same_name() {
        PARK.location("A2", "QUALIFIED");
        PARK.location("A3", "QUALIFIED");
        PARK.location("RET", "RETURNS");
        Map<String, BiConsumer<Task, Goods>> mistakes = mistakes();
        List<String> rows = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, BiConsumer<Task, Goods>> mistake : mistakes.entrySet()) {
            Map<String, List<String>> tasks = new LinkedHashMap<>();
            for (Task task : Task.values()) {
                Goods goods = new Goods(task, "LOT" + ++number + "Q");
                mistake.getValue().accept(task, goods);
                tasks.computeIfAbsent(goods.take(), _ -> new ArrayList<>()).add(task.word());
            }
            rows.add(mistake.getKey());
            tasks.forEach((answer, of) -> rows.add("  " + answer + ": " + String.join(" ", of)));
        }
        assertThat(String.join("\n", rows) + "\n").isEqualTo(TABLE);
    }
}
