package io.lotline.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of the API with one key.
record Client(URI address, @Nullable String key) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    static final JsonMapper JSON = JsonMapper.builder().build();

    /// What the server answered.
    record Answer(int status, java.net.http.HttpHeaders headers, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        long position() {
            return Long.parseLong(headers.firstValue("Log-Position").orElseThrow());
        }

        /// The problem's type; the whole answer where it is no problem.
        String problem() {
            return text.isEmpty() || !text.startsWith("{") || json().path("type").isMissingNode()
                    ? status + " " + text
                    : json().path("type").asString();
        }

        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "expected %d, got %d: %s".formatted(expected, status, text));
            }
            return this;
        }
    }

    Client with(String otherKey) {
        return new Client(address, otherKey);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body, "Content-Type", "application/json");
    }

    /// An answer that need not be a text.
    ///
    /// @param link the header `Link`
    record Bytes(int status, String type, @Nullable String link, byte[] body) {}

    Bytes bytes(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + key);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Bytes(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.headers().firstValue("Link").orElse(null),
                    answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// With a key of its own.
    Answer post(String path, @Nullable String body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    Answer post(String path, @Nullable String body, String idempotencyKey) {
        return body == null
                ? send("POST", path, null, "Idempotency-Key", idempotencyKey)
                : send(
                        "POST",
                        path,
                        body,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        idempotencyKey);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /// A new key for a role.
    Client newKey(String role, @Nullable String enterprise, String... warehouses) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("label", "a key of the tests");
        body.put("role", role);
        if (enterprise != null) {
            body.put("enterpriseId", enterprise);
        }
        if (warehouses.length > 0) {
            body.put("warehouses", warehouses);
        }
        return with(
                post("/v1/keys", JSON.writeValueAsString(body))
                        .expect(201)
                        .json()
                        .path("key")
                        .asString());
    }

    /// A PUT of bytes that need not be a text.
    Answer putBytes(String path, String type, byte[] body) {
        return publish(
                "PUT", path, HttpRequest.BodyPublishers.ofByteArray(body), "Content-Type", type);
    }

    /// A POST of bytes that need not be a text.
    Answer sendBytes(String path, String type, byte[] body) {
        return publish(
                "POST", path, HttpRequest.BodyPublishers.ofByteArray(body), "Content-Type", type);
    }

    Answer send(String method, String path, @Nullable String body, String... headers) {
        return publish(
                method,
                path,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body),
                headers);
    }

    private Answer publish(
            String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofSeconds(60))
                        .method(method, body);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
