package io.lotline.ops.sampleday;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the HTTP contract. It knows bearer keys, idempotency keys, problems, cursors and
/// positions.
final class WarehouseClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RETRY_FOR = Duration.ofSeconds(60);
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"?next");

    private volatile String url;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final AtomicLong position = new AtomicLong();

    WarehouseClient(String url) {
        this.url = url;
    }

    /// Goes on at another server of the same log.
    void follow(String server) {
        url = server;
    }

    /// What came back: the status, the body, and the address of the next page.
    record Answer(int status, JsonNode body, @Nullable String next) {
        boolean ok() {
            return status / 100 == 2;
        }

        /// `lot-on-hold` of `/problems/lot-on-hold`.
        String problem() {
            String type = body.path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }

        Answer orFail(String what) {
            if (!ok()) {
                throw new DayFailed("%s was refused: %d %s".formatted(what, status, body));
            }
            return this;
        }
    }

    /// The position of the newest event that this client caused or saw.
    long position() {
        return position.get();
    }

    String url() {
        return url;
    }

    /// Whether the server is ready.
    boolean answers() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(at("/actuator/health")).timeout(TIMEOUT).GET().build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DayFailed("The day was interrupted.");
        }
    }

    Answer get(String key, String path) {
        return send(key, HttpRequest.newBuilder(at(path)).GET(), true);
    }

    /// All items of a list, page by page.
    List<JsonNode> list(String key, String path) {
        List<JsonNode> items = new ArrayList<>();
        String page = path;
        while (page != null) {
            Answer answer = get(key, page).orFail("GET " + page);
            answer.body().path("items").forEach(items::add);
            page = answer.next();
        }
        return items;
    }

    Answer put(String key, String path, Object body) {
        return send(key, HttpRequest.newBuilder(at(path)).PUT(json(body)), false);
    }

    Answer post(String key, String path, String idempotencyKey, Object body) {
        return send(
                key,
                HttpRequest.newBuilder(at(path))
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(json(body)),
                false);
    }

    /// `POST /v1/scans`, whose idempotency key is the scan's own id.
    Answer scan(String key, Object body) {
        return send(key, HttpRequest.newBuilder(at("/v1/scans")).POST(json(body)), false);
    }

    /// An object of JSON; members that are null are left out.
    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                object.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return object;
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private URI at(String path) {
        return URI.create(path.startsWith("http") ? path : url + path);
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    /// Sends a request, again while the server says that it is busy or without its store.
    private Answer send(String key, HttpRequest.Builder builder, boolean read) {
        builder.header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT);
        if (read && position.get() > 0) {
            builder.header("Wait-For-Position", Long.toString(position.get()));
        }
        if (ParkTime.isSet()) {
            builder.header(StagedPark.MOMENT, ParkTime.now().toString());
        }
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + RETRY_FOR.toNanos();
        while (true) {
            Answer answer = once(request);
            boolean again = answer.status() == 503 || answer.status() == 429;
            if (!again || System.nanoTime() > deadline) {
                return answer;
            }
            pause();
        }
    }

    private Answer once(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            response.headers()
                    .firstValueAsLong("Log-Position")
                    .ifPresent(seen -> position.accumulateAndGet(seen, Math::max));
            return new Answer(response.statusCode(), body(response.body()), next(response));
        } catch (IOException stopped) {
            throw new DayFailed(
                    "The server stopped answering (%s %s): %s"
                            .formatted(request.method(), request.uri().getPath(), stopped));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DayFailed("The day was interrupted.");
        }
    }

    private static JsonNode body(String text) {
        return text.startsWith("{") || text.startsWith("[")
                ? JSON.readTree(text)
                : JSON.getNodeFactory().stringNode(text);
    }

    private @Nullable String next(HttpResponse<String> response) {
        for (String link : response.headers().allValues("Link")) {
            Matcher matcher = NEXT.matcher(link);
            if (matcher.find()) {
                return at(matcher.group(1)).toString();
            }
        }
        return null;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(250));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DayFailed("The day was interrupted.");
        }
    }
}
