package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A park with people's names in it, and goods for every task of the handheld.
final class WorkPark {
    static final String DI = "06901234567892";
    static final String LABEL = "]d201" + DI + "1731053110LOT7";

    /// Its separator behind the lot is missing: lot LOT8 with a serial number, or another lot.
    static final String UNCLEAR = "]d201" + DI + "1731053110LOT821A7";

    final Client admin;
    final Client operator;
    private final String owner;
    private final String lot;

    private WorkPark(WorkPark park, String owner, String lot) {
        this.admin = park.admin;
        this.operator = park.operator;
        this.owner = owner;
        this.lot = lot;
    }

    WorkPark(RunningLotline lotline) {
        admin = lotline.admin();
        owner = "ALPHA";
        lot = "LOT7";
        enterprise("ALPHA", "甲器械经营有限公司", "DEPOSITOR");
        enterprise("MAKER", "高淳医疗器械有限公司", "SUPPLIER");
        enterprise("HOSPITAL", "南京市第一医院", "CONSIGNEE");
        enterprise("CARRIER", "苏南医药物流有限公司", "CARRIER");
        put(
                "/v1/devices/" + DI,
                """
                {"name":"冠状动脉药物洗脱支架系统","model":"DES-3018","specification":"3.0 × 18 mm",
                 "registrationNumber":"国械注准20203130001","registrationValidTo":"2034-01-01",
                 "holder":"高淳医疗器械有限公司","riskClass":"III","classificationCode":"13-07","implantable":true,
                 "identifiers":{"lot":true,"serial":false,"productionDate":false,"expiryDate":true},"packages":[]}
                """);
        for (String[] location :
                new String[][] {
                    {"DOCK-1", "QUARANTINE"},
                    {"A-01", "QUALIFIED"},
                    {"A-02", "QUALIFIED"},
                    {"R-01", "RETURNS"}
                }) {
            put(
                    "/v1/warehouses/W1/locations/" + location[0],
                    "{\"zone\":\"%s\"}".formatted(location[1]));
        }
        operator = admin.newKey("operator", null, "W1");
    }

    /// The same park, where what is said below is of another owner's lot.
    WorkPark of(String other, String name, String otherLot) {
        enterprise(other, name, "DEPOSITOR");
        return new WorkPark(this, other, otherLot);
    }

    void enterprise(String id, String name, String role) {
        put(
                "/v1/enterprises/" + id,
                """
                {"name":"%s","roles":["%s"],"licences":[{"number":"L-%s","kind":"经营许可证",
                 "scope":["III"],"validFrom":"2020-01-01","validTo":"2040-01-01"}]}"""
                        .formatted(name, role, id));
    }

    void put(String path, String body) {
        Client.Answer answer = admin.put(path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    /// Files a notice of so many pieces.
    void notice(String id, int quantity) {
        put(
                "/v1/inbound-notices/" + id,
                """
                {"owner":"%s","supplier":"MAKER","warehouse":"W1","lines":[{"di":"%s","quantity":%d}]}"""
                        .formatted(owner, DI, quantity));
    }

    /// Accepted stock of the lot in a bin.
    void stock(String notice, String bin, int quantity) {
        notice(notice, quantity);
        scan("receive", notice, "DOCK-1", null, quantity);
        admin.post(
                        "/v1/inspections",
                        """
                        {"noticeId":"%s","di":"%s","lot":"%s","conclusion":"QUALIFIED","quantity":%d}"""
                                .formatted(notice, DI, lot, quantity))
                .expect(201);
        scan("putaway", notice, "DOCK-1", bin, quantity);
    }

    /// An allocated order.
    void order(String id, int quantity) {
        put(
                "/v1/orders/" + id,
                """
                {"owner":"%s","consignee":"HOSPITAL","warehouse":"W1","lines":[{"lineId":"1","di":"%s","quantity":%d}]}"""
                        .formatted(owner, DI, quantity));
        admin.post("/v1/orders/%s/allocation".formatted(id), null).expect(200);
    }

    void shipment(String id, String order) {
        put(
                "/v1/shipments/" + id,
                """
                {"orders":["%s"],"carrier":"CARRIER","vehicle":"苏A12345","stops":["HOSPITAL"]}"""
                        .formatted(order));
    }

    /// An order that was picked from a bin, checked, and handed over.
    void deliver(String order, String bin, int quantity) {
        order(order, quantity);
        scan("pick", order, bin, null, quantity);
        scan("check", order, null, null, quantity);
        String shipment = order + "-S";
        shipment(shipment, order);
        scan("load", shipment, null, null, quantity);
        admin.post("/v1/shipments/%s/dispatch".formatted(shipment), null).expect(200);
        admin.post(
                        "/v1/shipments/%s/delivery".formatted(shipment),
                        "{\"consignee\":\"HOSPITAL\",\"receivedBy\":\"王护士\"}")
                .expect(200);
    }

    String wave(String... orders) {
        String body = Client.JSON.writeValueAsString(java.util.Map.of("orders", List.of(orders)));
        return admin.post("/v1/waves", body).expect(201).json().path("waveId").asString();
    }

    void scan(
            String task,
            String reference,
            @Nullable String location,
            @Nullable String to,
            int quantity) {
        scan(task, reference, location, to, quantity, LABEL.replace("LOT7", lot));
    }

    void scan(
            String task,
            String reference,
            @Nullable String location,
            @Nullable String to,
            int quantity,
            String label) {
        admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"%s","reference":"%s","warehouse":"W1",%s%s"symbols":["%s"],"quantity":%d}"""
                                .formatted(
                                        java.util.UUID.randomUUID(),
                                        task,
                                        reference,
                                        location == null
                                                ? ""
                                                : "\"location\":\"" + location + "\",",
                                        to == null ? "" : "\"toLocation\":\"" + to + "\",",
                                        label.replace("\u001d", "\\u001d"),
                                        quantity))
                .expect(200);
    }

    /// How often each scan of the handhelds is in the log, by its id.
    java.util.Map<String, Integer> scansInLog(long from) {
        java.util.Map<String, Integer> found = new java.util.LinkedHashMap<>();
        long next = from;
        while (true) {
            var items =
                    admin.get("/v1/log/events?limit=1000&from=" + next)
                            .expect(200)
                            .json()
                            .path("items");
            if (items.isEmpty()) {
                return found;
            }
            for (var item : items) {
                var scan = item.path("data").path("scan");
                if (scan.has("scanId")) {
                    found.merge(scan.path("scanId").asString(), 1, Integer::sum);
                }
                next = item.path("position").asLong() + 1;
            }
        }
    }
}
