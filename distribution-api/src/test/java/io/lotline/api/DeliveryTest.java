package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A handover with all that proves it: who took what, when and where, and what was refused.
class DeliveryTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final Client driver = admin.newKey("operator", null, park.warehouse);
    private final Client owner = admin.newKey("enterprise", park.owner);
    private final String shipment = park.id("SH");
    private final String order = park.id("O");

    /// Five pieces of L1 on their way to the hospital.
    private void onTheRoad() {
        park.stock("L1", 10);
        park.order("O", 5);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "L1", 5).expect(200);
        park.check("c", order, "L1", 5).expect(200);
        park.shipment("SH", order);
        park.load("l", shipment, "L1", 5).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
    }

    private static byte[] picture(int colour) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, colour);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String bring(int colour) {
        byte[] picture = picture(colour);
        String hash = sha256(picture);
        driver.putBytes("/v1/attachments/" + hash, "image/png", picture);
        return hash;
    }

    private Client.Answer deliver(String more, String key) {
        return driver.post(
                "/v1/shipments/" + shipment + "/delivery",
                "{\"consignee\":\"%s\",\"receivedBy\":\"李护士\"%s}".formatted(park.hospital, more),
                key);
    }

    private Client.Answer deliver(String more) {
        return deliver(more, UUID.randomUUID().toString());
    }

    private JsonNode line() {
        return owner.get("/v1/orders/" + order).expect(200).json().at("/lines/0");
    }

    @Test
    void a_handover_is_told_with_all_that_proves_it() {
        onTheRoad();
        String signature = bring(0x1_0001);
        String photo = bring(0x2_0001);
        String at = Instant.now().toString();
        String more =
                """
                ,"at":"%s","latitude":35.0518,"longitude":118.3265,"celsius":31.5,\
                "signature":"%s","photos":["%s"],\
                "refused":[{"di":"%s","lot":"L1","quantity":2,"reason":"外箱破损"}]"""
                        .formatted(at, signature, photo, park.di);
        JsonNode handed = deliver(more, "once").expect(200).json();
        assertThat(handed.at("/goods/0/quantity").asInt()).isEqualTo(3);
        assertThat(handed.at("/refused/0/quantity").asInt()).isEqualTo(2);
        assertThat(handed.at("/refused/0/reason").asString()).isEqualTo("外箱破损");
        assertThat(handed.at("/refused/0/orderId").asString()).isEqualTo(order);
        Client.Answer again = deliver(more, "once").expect(200);
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(handed);
        assertThat(deliver("").expect(409).problem()).isEqualTo("/problems/already-delivered");

        JsonNode seen = driver.get("/v1/shipments/" + shipment).expect(200).json();
        JsonNode signed = seen.at("/deliveries/0");
        assertThat(signed.path("quantity").asInt()).isEqualTo(3);
        assertThat(OffsetDateTime.parse(signed.path("at").asString()).toInstant())
                .isEqualTo(Instant.parse(at));
        assertThat(signed.path("latitude").decimalValue()).isEqualByComparingTo("35.0518");
        assertThat(signed.path("celsius").decimalValue()).isEqualByComparingTo("31.5");
        assertThat(signed.path("signature").asString()).isEqualTo("/v1/attachments/" + signature);
        assertThat(signed.at("/photos/0").asString()).isEqualTo("/v1/attachments/" + photo);
        assertThat(seen.at("/refused/0/quantity").asInt()).isEqualTo(2);
        assertThat(
                        driver.get("/v1/shipments/" + shipment + "/refused")
                                .expect(200)
                                .json()
                                .at("/items/0/lot")
                                .asString())
                .isEqualTo("L1");
        JsonNode own = owner.get("/v1/orders/" + order + "/shipments").expect(200).json();
        assertThat(own.at("/items/0/deliveries/0/photos/0").asString())
                .isEqualTo("/v1/attachments/" + photo);
        assertThat(own.at("/items/0/refused/0/reason").asString()).isEqualTo("外箱破损");

        assertThat(line().path("delivered").asInt()).isEqualTo(3);
        assertThat(line().path("refused").asInt()).isEqualTo(2);
        assertThat(line().path("toBringBack").asInt()).isEqualTo(2);
        JsonNode trace = admin.get("/v1/trace/lots/" + park.di + "/L1").expect(200).json();
        assertThat(trace.at("/consignees/0/quantity").asInt()).isEqualTo(3);
        assertThat(trace.at("/inTransit/0/quantity").asInt()).isEqualTo(2);
        // when it was, and not when it was recorded
        assertThat(
                        OffsetDateTime.parse(trace.at("/consignees/0/deliveredAt").asString())
                                .toInstant())
                .isEqualTo(Instant.parse(at));
        park.location("RT", "RETURNS");
        admin.post(
                        "/v1/scans",
                        park.scan(
                                "back",
                                "return",
                                "L1",
                                2,
                                TestPark.reference(order) + TestPark.at("RT")))
                .expect(200);
        assertThat(line().path("toBringBack").asInt()).isZero();
        assertThat(line().path("refused").asInt()).isEqualTo(2);
        assertThat(line().path("returned").asInt()).isZero();
        trace = admin.get("/v1/trace/lots/" + park.di + "/L1").expect(200).json();
        assertThat(trace.path("inTransit")).isEmpty();
        assertThat(trace.toString()).contains("外箱破损");
    }

    /// Nobody who hands over recalled goods is left without knowing it.
    @Test
    void who_hands_over_recalled_goods_is_told() {
        onTheRoad();
        park.recall("R-L1", "L1").expect(201);
        JsonNode handed = deliver("", "recalled").expect(200).json();
        assertThat(handed.path("recalled").valueStream().map(JsonNode::asString))
                .containsExactly(park.id("R-L1"));
        admin.post("/v1/recalls/" + park.id("R-L1") + "/withdrawal", "{\"reason\":\"错批\"}")
                .expect(200);
        assertThat(deliver("", "recalled").expect(200).json()).isEqualTo(handed);
    }

    /// On a vehicle that several share: how much others sent to the same door, and why some of that
    /// was refused, is told to nobody else.
    @Test
    void an_owner_is_told_of_its_own_goods_only() {
        String other = park.id("OTHER");
        park.enterprise(other, "DEPOSITOR");
        park.stock("L1", 5);
        park.stockOf(other, "L2", 5);
        List<String> both = List.of(order, park.id("O2"));
        for (String id : both) {
            boolean own = id.equals(order);
            String lot = own ? "L1" : "L2";
            admin.put("/v1/orders/" + id, park.orderBody(own ? park.owner : other, 4)).expect(201);
            admin.post("/v1/orders/" + id + "/allocation", null).expect(200);
            park.pick("p" + lot, id, lot, 4).expect(200);
            park.check("c" + lot, id, lot, 4).expect(200);
        }
        admin.put(
                        "/v1/shipments/" + shipment,
                        park.shipmentBody(order)
                                .replace(
                                        "[\"%s\"]".formatted(order),
                                        "[\"%s\",\"%s\"]".formatted(order, both.get(1))))
                .expect(201);
        park.load("l1", shipment, "L1", 4).expect(200);
        park.load("l2", shipment, "L2", 4).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
        deliver(
                        """
                        ,"refused":[{"di":"%s","lot":"L1","quantity":1,"reason":"外箱破损"},
                         {"di":"%s","lot":"L2","quantity":2,"reason":"多送"}]"""
                                .formatted(park.di, park.di))
                .expect(200);

        JsonNode own = owner.get("/v1/orders/" + order + "/shipments").expect(200).json();
        assertThat(own.at("/items/0/deliveries/0/quantity").asInt()).isEqualTo(3);
        assertThat(own.at("/items/0/refused/0/reason").asString()).isEqualTo("外箱破损");
        String trace = owner.get("/v1/trace/lots/" + park.di + "/L1").expect(200).text();
        assertThat(trace).contains("外箱破损").doesNotContain("多送");
        String others =
                admin.newKey("enterprise", other)
                        .get("/v1/trace/lots/" + park.di + "/L2")
                        .expect(200)
                        .text();
        assertThat(others).contains("多送").doesNotContain("外箱破损");
        assertThat(admin.get("/v1/shipments/" + shipment).expect(200).json().path("refused"))
                .hasSize(2);
    }

    @Test
    void what_cannot_have_been_so_is_refused() {
        onTheRoad();
        assertThat(
                        deliver(",\"at\":\"%s\"".formatted(Instant.now().plus(Duration.ofHours(1))))
                                .expect(400)
                                .json()
                                .path("field")
                                .asString())
                .isEqualTo("at");
        assertThat(
                        deliver(",\"at\":\"%s\"".formatted(Instant.now().minus(Duration.ofDays(1))))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/delivered-before-it-left");
        assertThat(deliver(",\"photos\":[\"%s\"]".formatted("0".repeat(64))).expect(422).problem())
                .isEqualTo("/problems/attachment-missing");
        for (String wrong :
                List.of(
                        ",\"latitude\":35",
                        ",\"latitude\":91,\"longitude\":1",
                        ",\"latitude\":35,\"longitude\":181",
                        ",\"celsius\":-300",
                        ",\"photos\":[\"ABC\"]",
                        ",\"signature\":\"\"",
                        ",\"refused\":[{\"di\":\"%s\",\"lot\":\"L1\",\"quantity\":0,\"reason\":\"r\"}]"
                                .formatted(park.di),
                        ",\"refused\":[{\"di\":\"%s\",\"lot\":\"L1\",\"quantity\":1,\"reason\":\" \"}]"
                                .formatted(park.di))) {
            deliver(wrong).expect(400);
        }
        assertThat(
                        deliver(
                                        ",\"refused\":[{\"di\":\"%s\",\"lot\":\"L1\",\"quantity\":6,\"reason\":\"r\"}]"
                                                .formatted(park.di))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/not-on-board");
        deliver("").expect(200);
    }

    @Test
    void an_attachment_is_what_its_hash_says_and_is_seen_by_whom_it_concerns() {
        onTheRoad();
        byte[] picture = picture(0x3_0001 + park.prefix.hashCode());
        String hash = sha256(picture);
        String path = "/v1/attachments/" + hash;
        assertThat(driver.putBytes(path, "image/png", picture(0x4_0001)).expect(422).problem())
                .isEqualTo("/problems/attachment-differs");
        byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        driver.putBytes("/v1/attachments/" + sha256(page), "image/png", page).expect(415);
        byte[] large = new byte[(8 << 20) + 1];
        driver.putBytes("/v1/attachments/" + sha256(large), "image/png", large).expect(413);
        driver.putBytes("/v1/attachments/" + hash.toUpperCase(Locale.ROOT), "image/png", picture)
                .expect(400);
        driver.putBytes(path, "image/png", picture).expect(201);
        driver.putBytes(path, "image/png", picture).expect(200);
        owner.putBytes(path, "image/png", picture).expect(403);

        Client elsewhere = admin.newKey("operator", null, "ELSEWHERE");
        Client colleague = admin.newKey("operator", null, park.warehouse);
        Client stranger = admin.newKey("enterprise", park.supplier);
        Client regulator = admin.newKey("regulator", null);
        for (Client client : List.of(owner, elsewhere, colleague, stranger)) {
            assertThat(client.get(path).expect(404).problem())
                    .isEqualTo("/problems/unknown-attachment");
        }
        Client.Answer shown = driver.get(path).expect(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/png");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.header("Content-Security-Policy")).contains("sandbox");

        deliver(",\"photos\":[\"%s\"]".formatted(hash)).expect(200);
        Client consignee = admin.newKey("enterprise", park.hospital);
        for (Client client : List.of(owner, colleague, regulator, driver, consignee)) {
            client.get(path).expect(200);
        }
        for (Client client : List.of(elsewhere, stranger)) {
            client.get(path).expect(404);
        }
    }
}
