package io.lotline.ops.testing;

/// A small warehouse of one owner, whose goods are received piece by piece: each receipt is one
/// event and one more in stock.
public record Dock(ServerClient admin) {
    private static final String DI = "06901234567892";

    /// Master data and a notice of more than any test receives.
    public static Dock open(ServerClient admin) {
        for (String role : new String[] {"DEPOSITOR", "SUPPLIER"}) {
            admin.put(
                            "/v1/enterprises/" + role,
                            """
                            {"name":"%s","roles":["%s"],"licences":[{"number":"L","kind":"经营许可证",
                             "scope":["III"],"validFrom":"2020-01-01","validTo":"2040-01-01"}]}"""
                                    .formatted(role, role))
                    .expect(201);
        }
        admin.put(
                        "/v1/devices/" + DI,
                        """
                        {"name":"支架","riskClass":"III","implantable":true,
                         "identifiers":{"lot":true,"expiryDate":true}}""")
                .expect(201);
        admin.put("/v1/warehouses/W/locations/DOCK", "{\"zone\":\"QUARANTINE\"}").expect(201);
        admin.put(
                        "/v1/inbound-notices/ASN",
                        """
                        {"owner":"DEPOSITOR","supplier":"SUPPLIER","warehouse":"W",
                         "lines":[{"di":"%s","lot":"LOT","expiryDate":"2031-05-31","quantity":900000}]}"""
                                .formatted(DI))
                .expect(201);
        return new Dock(admin);
    }

    /// Answers the position.
    public long receive(String scanId) {
        return admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"receive","reference":"ASN","warehouse":"W",
                         "location":"DOCK","symbols":["]d201%s1731053110LOT"],"quantity":1}"""
                                .formatted(scanId, DI))
                .expect(200)
                .json()
                .path("position")
                .asLong();
    }

    /// How many there are, for a reader that has seen `position`.
    public long stock(long position) {
        return admin.get("/v1/stock", position).expect(200).json().at("/items/0/quantity").asLong();
    }

    /// How many receipts the overview counts, for a reader that has seen `position`.
    public long receipts(long position) {
        return admin.get("/v1/insight/overview", position)
                .expect(200)
                .json()
                .at("/days/0/receivedQuantity")
                .asLong();
    }
}
