package io.lotline.ops.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of a server's API with one key.
public record ServerClient(String url, String key) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"?next");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /// What the server answered.
    ///
    /// @param next the path of a list's next page
    public record Answer(int status, String text, @Nullable String next) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "expected %d, got %d: %s".formatted(expected, status, text));
            }
            return this;
        }
    }

    /// @throws UncheckedIOException if the server does not answer
    public Answer get(String path) {
        return send("GET", path, null);
    }

    /// A read that reflects at least `position`, or 503.
    public Answer get(String path, long position) {
        return send("GET", path, null, "Wait-For-Position", Long.toString(position));
    }

    /// All items of a list, page by page.
    public List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        for (String page = path; page != null; ) {
            Answer answer = get(page).expect(200);
            answer.json().path("items").forEach(items::add);
            page = answer.next();
        }
        return items;
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer post(String path, @Nullable String body) {
        return send("POST", path, body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public ServerClient with(String otherKey) {
        return new ServerClient(url, otherKey);
    }

    private Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + key)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            return new Answer(
                    answer.statusCode(), answer.body(), next.find() ? next.group(1) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
