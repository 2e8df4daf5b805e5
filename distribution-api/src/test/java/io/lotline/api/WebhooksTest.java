package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lotline.core.testing.TestStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Webhooks: signed, in order, nothing twice that was taken and nothing left out, to each what it
/// may see.
class WebhooksTest {
    private static final Path DATA = RunningLotline.temporaryDirectory();
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "lotline.webhooks.allow-private", "true",
                    "lotline.webhooks.first-wait", "20ms");
    private static RunningLotline lotline = RunningLotline.start(DATA, SETTINGS);

    private final Receiver receiver = new Receiver();
    private final TestPark park = new TestPark(lotline);
    private final Client owner = park.admin.newKey("enterprise", park.owner);

    @AfterAll
    static void end() {
        lotline.close();
    }

    @AfterEach
    void close() {
        receiver.server.stop(0);
    }

    /// A message as it came.
    private record Message(HttpHeaders headers, String body) {
        String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }

        JsonNode json() {
            return Client.JSON.readTree(body);
        }

        String type() {
            return json().path("type").asString();
        }

        long position() {
            return json().at("/data/position").asLong();
        }

        boolean isSignedBy(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException | EmptyWebhookSecretException _) {
                return false;
            }
        }
    }

    /// Takes what it answers with 200.
    private static final class Receiver {
        private final HttpServer server;
        private final BlockingQueue<Message> taken = new LinkedBlockingQueue<>();
        private final BlockingQueue<Message> refused = new LinkedBlockingQueue<>();
        private volatile IntSupplier status = () -> 200;

        Receiver() {
            try {
                server =
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> headers = new HashMap<>(exchange.getRequestHeaders());
            Message message = new Message(HttpHeaders.of(headers, (_, _) -> true), body);
            int now = status.getAsInt();
            (now < 300 ? taken : refused).add(message);
            exchange.sendResponseHeaders(now, -1);
            exchange.close();
        }

        String url() {
            return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
        }

        Message next() throws InterruptedException {
            Message message = taken.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message within 20 s").isNotNull();
            return message;
        }

        List<Message> next(int count) throws InterruptedException {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                messages.add(next());
            }
            return messages;
        }
    }

    private JsonNode make(Client client, String more) {
        return client.post("/v1/webhooks", "{\"url\":\"%s\"%s}".formatted(receiver.url(), more))
                .expect(201)
                .json();
    }

    private JsonNode shown(Client client, JsonNode webhook) {
        return client.get("/v1/webhooks/" + webhook.path("webhookId").asString())
                .expect(200)
                .json();
    }

    private void order(String suffix) {
        park.order(suffix, 1);
    }

    @Test
    void messages_are_signed_and_in_order_and_come_once_though_the_receiver_fails_at_random()
            throws Exception {
        Random random = new Random(17);
        receiver.status = () -> random.nextInt(3) == 0 ? 500 : 200;
        JsonNode webhook = make(owner, ",\"events\":[\"OrderPlaced\"]");
        String secret = webhook.path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        List<String> placed = IntStream.range(0, 20).mapToObj(i -> park.order("A" + i, 1)).toList();
        List<Message> messages = receiver.next(20);
        assertThat(messages)
                .extracting(message -> message.json().at("/data/documents/0/id").asString())
                .containsExactlyElementsOf(placed);
        assertThat(messages).extracting(Message::id).doesNotHaveDuplicates();
        assertThat(messages).allMatch(message -> message.isSignedBy(secret));
        assertThat(messages).noneMatch(message -> message.isSignedBy("whsec_" + "A".repeat(44)));
        assertThat(receiver.refused).isNotEmpty();
        assertThat(owner.get("/v1/webhooks").expect(200).text()).doesNotContain("whsec_");
    }

    @Test
    void what_was_not_taken_is_sent_again_and_nothing_behind_it_before() throws Exception {
        receiver.status = () -> 503;
        JsonNode webhook = make(owner, ",\"events\":[\"OrderPlaced\"]");
        long before = webhook.path("position").asLong();
        order("B1");
        order("B2");
        Message first = receiver.refused.poll(20, TimeUnit.SECONDS);
        Message again = receiver.refused.poll(20, TimeUnit.SECONDS);
        Message third = receiver.refused.poll(20, TimeUnit.SECONDS);
        assertThat(List.of(again.id(), third.id())).containsOnly(first.id());
        assertThat(again.body()).isEqualTo(first.body());
        JsonNode failing = shown(owner, webhook);
        assertThat(failing.path("state").asString()).isEqualTo("FAILING");
        assertThat(failing.path("lastFailure").asString()).isEqualTo("http-503");
        assertThat(failing.path("attempts").asInt()).isPositive();
        assertThat(failing.path("position").asLong()).isBetween(before, first.position() - 1);
        receiver.status = () -> 200;
        assertThat(receiver.next().id()).isEqualTo(first.id());
        assertThat(receiver.next().position()).isGreaterThan(first.position());
    }

    @Test
    void who_is_gone_is_left_alone_until_somebody_says_so() throws Exception {
        receiver.status = () -> 410;
        JsonNode webhook = make(owner, ",\"events\":[\"OrderPlaced\"]");
        String path = "/v1/webhooks/" + webhook.path("webhookId").asString();
        order("C1");
        Message first = receiver.refused.poll(20, TimeUnit.SECONDS);
        await(() -> shown(owner, webhook).path("state").asString().equals("DEAD"));
        receiver.status = () -> 200;
        order("C2");
        assertThat(receiver.taken).isEmpty();
        owner.post(path + "/activation", null).expect(200);
        assertThat(receiver.next().id()).isEqualTo(first.id());
        assertThat(receiver.next().position()).isGreaterThan(first.position());
        await(() -> shown(owner, webhook).path("state").asString().equals("ACTIVE"));
    }

    @Test
    void a_replay_from_the_beginning_brings_the_same_bytes() throws Exception {
        JsonNode webhook = make(owner, "");
        String path = "/v1/webhooks/" + webhook.path("webhookId").asString();
        park.stock("LOT-D", 3);
        order("D1");
        List<Message> first = new ArrayList<>();
        do {
            first.add(receiver.next());
        } while (!first.getLast().type().equals("OrderPlaced"));
        String replay = "{\"from\":%d}".formatted(webhook.path("position").asLong() + 1);
        Client.Answer done = owner.post(path + "/replay", replay, "once").expect(200);
        assertThat(done.header("Idempotent-Replay")).isNull();
        List<Message> second = receiver.next(first.size());
        assertThat(second)
                .extracting(Message::body)
                .isEqualTo(first.stream().map(Message::body).toList());
        assertThat(second)
                .extracting(Message::id)
                .isEqualTo(first.stream().map(Message::id).toList());
        assertThat(
                        owner.post(path + "/replay", replay, "once")
                                .expect(200)
                                .header("Idempotent-Replay"))
                .isEqualTo("true");
        order("D2");
        assertThat(receiver.next().json().toString()).contains(park.id("D2"));
    }

    @Test
    void an_enterprise_is_told_of_its_own_goods_only_and_others_do_not_see_its_webhook()
            throws Exception {
        TestPark others = new TestPark(lotline);
        Client stranger = park.admin.newKey("enterprise", others.owner);
        JsonNode mine = make(owner, ",\"events\":[\"OrderPlaced\",\"GoodsReceived\"]");
        others.stock("LOT-ELSE", 2);
        others.order("E1", 1);
        park.stock("LOT-OWN", 2);
        order("E2");
        List<Message> messages = receiver.next(2);
        assertThat(messages.toString())
                .contains("LOT-OWN", park.id("E2"))
                .doesNotContain("LOT-ELSE", others.owner);
        String path = "/v1/webhooks/" + mine.path("webhookId").asString();
        for (Client client : List.of(stranger, park.admin.newKey("regulator", null))) {
            client.get(path).expect(404);
            client.delete(path).expect(404);
            client.post(path + "/replay", "{\"from\":1}").expect(404);
            client.post(path + "/test", null).expect(404);
            assertThat(client.get("/v1/webhooks").expect(200).json().path("items")).isEmpty();
        }
        park.admin.get(path).expect(200);
        owner.post(
                        "/v1/webhooks",
                        "{\"url\":\"%s\",\"owner\":\"%s\"}".formatted(receiver.url(), others.owner))
                .expect(403);
        park.admin.newKey("operator", null).get("/v1/webhooks").expect(403);
        owner.delete(path).expect(204);
        owner.get(path).expect(404);
    }

    @Test
    void a_retry_makes_no_second_one_and_a_former_secret_signs_for_a_while() throws Exception {
        String body = "{\"url\":\"%s\",\"events\":[\"OrderPlaced\"]}".formatted(receiver.url());
        JsonNode first = owner.post("/v1/webhooks", body, "make-one").expect(201).json();
        Client.Answer again = owner.post("/v1/webhooks", body, "make-one").expect(201);
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(again.json().path("webhookId")).isEqualTo(first.path("webhookId"));
        assertThat(again.text()).doesNotContain("whsec_");
        owner.post("/v1/webhooks", body.replace("OrderPlaced", "OrderCancelled"), "make-one")
                .expect(409);
        String path = "/v1/webhooks/" + first.path("webhookId").asString();
        String former = first.path("secret").asString();
        String secret =
                owner.post(path + "/secret", null).expect(200).json().path("secret").asString();
        assertThat(secret).startsWith("whsec_").isNotEqualTo(former);
        JsonNode tested = owner.post(path + "/test", null).expect(200).json();
        assertThat(tested.path("taken").asBoolean()).isTrue();
        Message test = receiver.next();
        assertThat(test.type()).isEqualTo("Test");
        assertThat(test.isSignedBy(secret)).isTrue();
        assertThat(test.isSignedBy(former)).isTrue();
    }

    @Test
    void a_webhook_ends_with_its_key() throws Exception {
        Client key = park.admin.newKey("enterprise", park.owner);
        JsonNode webhook = make(key, ",\"events\":[\"OrderPlaced\"]");
        order("F1");
        receiver.next();
        String id = key.get("/v1/me").expect(200).json().path("keyId").asString();
        park.admin.delete("/v1/keys/" + id).expect(204);
        await(() -> shown(owner, webhook).path("state").asString().equals("REVOKED"));
        order("F2");
        assertThat(receiver.taken).isEmpty();
        String path = "/v1/webhooks/" + webhook.path("webhookId").asString();
        for (String action : List.of("/activation", "/test", "/secret", "/replay")) {
            String body = action.equals("/replay") ? "{\"from\":1}" : null;
            assertThat(owner.post(path + action, body).expect(422).problem())
                    .as(action)
                    .isEqualTo("/problems/webhook-revoked");
        }
    }

    @Test
    void after_a_restart_it_goes_on_where_it_was() throws Exception {
        JsonNode webhook = make(owner, ",\"events\":[\"OrderPlaced\"]");
        order("G1");
        long first = receiver.next().position();
        await(() -> shown(owner, webhook).path("position").asLong() >= first);
        receiver.status = () -> 500;
        order("G2");
        receiver.refused.poll(20, TimeUnit.SECONDS);
        lotline.close();
        receiver.status = () -> 200;
        lotline = RunningLotline.start(DATA, SETTINGS);
        assertThat(receiver.next().json().toString()).contains(park.id("G2"));
    }

    @Test
    void of_two_nodes_one_delivers_and_the_other_goes_on_when_it_is_gone() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("lotline.mongodb-uri", TestStores.uri());
        settings.put(
                "lotline.mongodb-database",
                "hooks_" + UUID.randomUUID().toString().replace("-", ""));
        RunningLotline first = RunningLotline.start(TestStores.folder(), settings);
        try (RunningLotline second = RunningLotline.start(TestStores.folder(), settings)) {
            TestPark there = new TestPark(second);
            JsonNode webhook = make(there.admin, ",\"events\":[\"OrderPlaced\"]");
            List<String> placed = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                placed.add(there.order("H" + i, 1));
            }
            List<Message> messages = receiver.next(5);
            first.close();
            for (int i = 5; i < 8; i++) {
                placed.add(there.order("H" + i, 1));
            }
            // what was taken just before it went may come once more
            List<Message> rest = new ArrayList<>();
            do {
                rest.add(receiver.next());
            } while (!rest.getLast().json().toString().contains(placed.getLast()));
            messages.addAll(rest);
            assertThat(messages.stream().map(Message::id).distinct()).hasSize(8);
            assertThat(
                            messages.stream()
                                    .map(each -> each.json().at("/data/documents/0/id").asString())
                                    .distinct())
                    .containsExactlyElementsOf(placed);
            assertThat(messages)
                    .allMatch(each -> each.isSignedBy(webhook.path("secret").asString()));
        } finally {
            first.close();
        }
    }

    @Test
    void what_is_no_place_to_send_to_is_refused() {
        for (String url :
                List.of(
                        "ftp://example.org/x",
                        "https://user:secret@example.org/x",
                        "https://example.org/x#y",
                        "/relative",
                        "not a url",
                        "https://",
                        "https://example.org:0/x",
                        "https://example.org:99999/x")) {
            assertThat(
                            owner.post("/v1/webhooks", "{\"url\":\"%s\"}".formatted(url))
                                    .expect(400)
                                    .json()
                                    .path("field")
                                    .asString())
                    .as(url)
                    .isEqualTo("url");
        }
        owner.post(
                        "/v1/webhooks",
                        "{\"url\":\"%s\",\"events\":[\"None\"]}".formatted(receiver.url()))
                .expect(400);
        owner.get("/v1/webhooks?after=nonsense").expect(400);
        JsonNode webhook = make(owner, ",\"events\":[\"OrderPlaced\"]");
        assertThat(
                        owner.post(
                                        "/v1/webhooks/"
                                                + webhook.path("webhookId").asString()
                                                + "/replay",
                                        "{\"from\":1000000000}")
                                .expect(400)
                                .json()
                                .path("field")
                                .asString())
                .isEqualTo("from");
        park.admin
                .newKey("regulator", null)
                .post(
                        "/v1/webhooks",
                        "{\"url\":\"%s\",\"owner\":\"%s\"}".formatted(receiver.url(), park.owner))
                .expect(400);
        try (RunningLotline strict =
                RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of())) {
            for (String url :
                    List.of(
                            "http://example.org/",
                            "https://127.0.0.1/",
                            "https://localhost:9/",
                            "https://[::1]/",
                            "https://10.1.2.3/",
                            "https://192.168.1.1/",
                            "https://169.254.169.254/latest/meta-data",
                            "https://100.64.0.1/",
                            "https://[fd00::1]/",
                            "https://[64:ff9b::a9fe:a9fe]/",
                            "https://[2002:7f00:1::]/",
                            "https://[2001:0:7f00:1::]/",
                            "https://[::127.0.0.1]/",
                            "https://192.0.0.192/",
                            "https://198.18.0.1/",
                            "https://[::ffff:127.0.0.1]/",
                            "https://0.0.0.0/",
                            "https://2130706433/")) {
                assertThat(
                                strict.admin()
                                        .post("/v1/webhooks", "{\"url\":\"%s\"}".formatted(url))
                                        .status())
                        .as(url)
                        .isEqualTo(400);
            }
            for (String url :
                    List.of(
                            "https://93.184.216.34/",
                            "https://192.0.1.1/",
                            "https://198.20.0.1/",
                            "https://[2606:2800:220:1::1]/",
                            "https://[2001:db8::1]/")) {
                assertThat(
                                strict.admin()
                                        .post("/v1/webhooks", "{\"url\":\"%s\"}".formatted(url))
                                        .status())
                        .as(url)
                        .isEqualTo(201);
            }
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
