package io.lotline.api;

import java.util.concurrent.atomic.AtomicInteger;

/// A small park of its own inside a running Lotline: its ids share a prefix, so that tests do not
/// meet.
final class TestPark {
    private static final AtomicInteger PARKS = new AtomicInteger();
    private static final String EXPIRY = "2031-05-31";

    final Client admin;
    final String prefix;
    final String owner;
    final String supplier;
    final String hospital;
    final String carrier;
    final String warehouse;
    final String di;

    TestPark(RunningLotline lotline) {
        this(lotline.admin());
    }

    TestPark(Client admin) {
        this.admin = admin;
        int number = PARKS.incrementAndGet();
        this.prefix = "P" + number + "-";
        this.owner = prefix + "OWNER";
        this.supplier = prefix + "SUPPLIER";
        this.hospital = prefix + "HOSPITAL";
        this.carrier = prefix + "CARRIER";
        this.warehouse = prefix + "W";
        this.di = gtin("0690%09d".formatted(number));
        enterprise(owner, "DEPOSITOR");
        enterprise(supplier, "SUPPLIER");
        enterprise(hospital, "CONSIGNEE");
        enterprise(carrier, "CARRIER");
        admin.put(
                        "/v1/devices/" + di,
                        """
                        {"name":"冠状动脉支架","riskClass":"III","implantable":true,
                         "identifiers":{"lot":true,"expiryDate":true}}""")
                .expect(201);
        location("DOCK", "QUARANTINE");
        location("A1", "QUALIFIED");
        // another warehouse, the same one for all parks
        var _ = admin.put("/v1/warehouses/ELSEWHERE/locations/DOCK", "{\"zone\":\"QUARANTINE\"}");
    }

    void enterprise(String id, String role) {
        admin.put(
                        "/v1/enterprises/" + id,
                        """
                        {"name":"%s","roles":["%s"],"licences":[{"number":"L-%s","kind":"经营许可证",
                         "scope":["III"],"validFrom":"2020-01-01","validTo":"2040-01-01"}]}"""
                                .formatted(id, role, id))
                .expect(201);
    }

    void location(String id, String zone) {
        admin.put(
                        "/v1/warehouses/%s/locations/%s".formatted(warehouse, id),
                        "{\"zone\":\"%s\"}".formatted(zone))
                .expect(201);
    }

    String id(String suffix) {
        return prefix + suffix;
    }

    /// A GS1 DataMatrix label of the park's device, as a scanner sends it.
    String symbol(String lot) {
        return "]d201" + di + "17310531" + "10" + lot;
    }

    String scan(String scanId, String task, String lot, int quantity, String more) {
        return """
               {"scanId":"%s","task":"%s","warehouse":"%s","symbols":["%s"],"quantity":%d%s}"""
                .formatted(id(scanId), task, warehouse, symbol(lot), quantity, more);
    }

    static String reference(String id) {
        return ",\"reference\":\"" + id + "\"";
    }

    static String at(String location) {
        return ",\"location\":\"" + location + "\"";
    }

    static String to(String location) {
        return ",\"toLocation\":\"" + location + "\"";
    }

    /// Files a notice and answers its id.
    String notice(String suffix, String lot, int quantity) {
        return notice(suffix, owner, lot, quantity);
    }

    private String notice(String suffix, String whose, String lot, int quantity) {
        String id = id(suffix);
        admin.put("/v1/inbound-notices/" + id, noticeBody(whose, lot, quantity)).expect(201);
        return id;
    }

    String noticeBody(String whose, String lot, int quantity) {
        return """
               {"owner":"%s","supplier":"%s","warehouse":"%s",
                "lines":[{"di":"%s","lot":"%s","expiryDate":"%s","quantity":%d}]}"""
                .formatted(whose, supplier, warehouse, di, lot, EXPIRY, quantity);
    }

    /// Accepted stock of a lot in bin A1.
    void stock(String lot, int quantity) {
        stockOf(owner, lot, quantity);
    }

    /// The same of another owner.
    void stockOf(String whose, String lot, int quantity) {
        // lots have signs that ids have not
        String id = lot.replace('/', '_');
        String notice = notice("ASN-" + id, whose, lot, quantity);
        admin.post(
                        "/v1/scans",
                        scan("r-" + id, "receive", lot, quantity, reference(notice) + at("DOCK")))
                .expect(200);
        admin.post("/v1/inspections", inspectionBody(notice, lot, quantity)).expect(201);
        admin.post("/v1/scans", scan("p-" + id, "putaway", lot, quantity, at("DOCK") + to("A1")))
                .expect(200);
    }

    String inspectionBody(String notice, String lot, int quantity) {
        return """
               {"noticeId":"%s","di":"%s","lot":"%s","conclusion":"QUALIFIED","quantity":%d}"""
                .formatted(notice, di, lot, quantity);
    }

    /// A tariff of the park's owner without an end.
    static String tariffBody(String owner) {
        return """
               {"owner":"%s","validFrom":"2020-01-01","currency":"CNY",
                "storage":[{"temperature":"AMBIENT","per":"bin-day","price":"1.5"}],
                "handling":[{"step":"receiving","per":"unit","price":"0.35"}],
                "delivery":[{"per":"stop","price":"80"}]}"""
                .formatted(owner);
    }

    /// A consignee that has an address.
    ///
    /// @param hours a list of them; empty for always
    void consignee(String suffix, String latitude, String longitude, String hours) {
        admin.put(
                        "/v1/enterprises/" + id(suffix),
                        """
                        {"name":"%s","roles":["CONSIGNEE"],"licences":[],"address":{"text":"医院路 1 号",
                         "latitude":%s,"longitude":%s,"receivingHours":[%s]}}"""
                                .formatted(id(suffix), latitude, longitude, hours))
                .expect(201);
    }

    String vehicleBody(String limits) {
        return """
               {"warehouse":"%s","carrier":"%s","temperatures":["AMBIENT","COOL"],
                "driverHours":8.5%s}"""
                .formatted(warehouse, carrier, limits);
    }

    /// @param vehicles their ids, quoted
    /// @param what     which orders
    String routeBody(String vehicles, String what) {
        return """
               {"warehouse":"%s","date":"2031-03-04","departure":"08:00","vehicles":[%s],
                "latitude":31.23,"longitude":121.47,%s}"""
                .formatted(warehouse, vehicles, what);
    }

    /// A planned route of one order and one vehicle.
    void route(String order) {
        admin.put("/v1/vehicles/" + id("V"), vehicleBody("")).expect(201);
        admin.put("/v1/routes/" + id("RT"), routeBody(order)).expect(201);
        admin.post("/v1/routes/" + id("RT") + "/plan", null).expect(200);
    }

    String routeBody(String order) {
        return routeBody("\"" + id("V") + "\"", "\"orders\":[\"" + order + "\"]");
    }

    String adjustmentBody(String suffix, String kind, String lot, int quantity) {
        return """
               {"adjustmentId":"%s","kind":"%s","owner":"%s","di":"%s","lot":"%s","quantity":%d,
                "location":"%s/A1","reason":"叉车碰撞"}"""
                .formatted(id(suffix), kind, owner, di, lot, quantity, warehouse);
    }

    /// A count of locations.
    String countBody(boolean blind, String... locations) {
        return """
               {"warehouse":"%s","locations":["%s"],"blind":%s}"""
                .formatted(warehouse, String.join("\",\"", locations), blind);
    }

    /// Counts goods of a lot in bin A1.
    Client.Answer count(String scanId, String count, String lot, int quantity) {
        return admin.post(
                "/v1/scans", scan(scanId, "count", lot, quantity, reference(count) + at("A1")));
    }

    /// Says that nothing more lies in a location than was counted there.
    String finishing(String scanId, String count, String location) {
        return """
               {"scanId":"%s","task":"count","warehouse":"%s","reference":"%s","location":"%s",
                "quantity":0}"""
                .formatted(id(scanId), warehouse, count, location);
    }

    /// Places an order of one line and answers its id.
    String order(String suffix, int quantity) {
        String id = id(suffix);
        admin.put("/v1/orders/" + id, orderBody(owner, quantity)).expect(201);
        return id;
    }

    String orderBody(String whose, int quantity) {
        return """
               {"owner":"%s","consignee":"%s","warehouse":"%s",
                "lines":[{"lineId":"1","di":"%s","quantity":%d}]}"""
                .formatted(whose, hospital, warehouse, di, quantity);
    }

    Client.Answer pick(String scanId, String order, String lot, int quantity) {
        return admin.post(
                "/v1/scans", scan(scanId, "pick", lot, quantity, reference(order) + at("A1")));
    }

    Client.Answer check(String scanId, String order, String lot, int quantity) {
        return admin.post("/v1/scans", scan(scanId, "check", lot, quantity, reference(order)));
    }

    Client.Answer load(String scanId, String shipment, String lot, int quantity) {
        return admin.post("/v1/scans", scan(scanId, "load", lot, quantity, reference(shipment)));
    }

    /// Plans a shipment of one order and answers its id.
    String shipment(String suffix, String order) {
        String id = id(suffix);
        admin.put("/v1/shipments/" + id, shipmentBody(order)).expect(201);
        return id;
    }

    String shipmentBody(String order) {
        return """
               {"orders":["%s"],"carrier":"%s","stops":["%s"]}"""
                .formatted(order, carrier, hospital);
    }

    Client.Answer recall(String suffix, String lot) {
        return admin.put("/v1/recalls/" + id(suffix), recallBody(lot));
    }

    /// A recall of a lot that has not come.
    Client.Answer recallOfWhatComes(String suffix, String lot) {
        return admin.put(
                "/v1/recalls/" + id(suffix), recallBody(lot).replace("}", ",\"expected\":true}"));
    }

    String recallBody(String lot) {
        return """
               {"level":1,"di":"%s","lots":["%s"],"reason":"支架断裂"}"""
                .formatted(di, lot);
    }

    static String gtin(String thirteenDigits) {
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (thirteenDigits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return thirteenDigits + (10 - sum % 10) % 10;
    }
}
