package io.lotline.ops.views;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `ops/view`: shows the views of a running server, resumes a stopped one, rebuilds one.
public final class ViewCommand {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 250;

    private final URI server;
    private final String key;
    private final PrintStream out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ViewCommand(URI server, String key, PrintStream out) {
        this.server = server;
        this.key = key;
        this.out = out;
    }

    /// @param args `URL KEY list` or `URL KEY resume|rebuild|cancel NAME`
    public static void main(String[] args) throws InterruptedException {
        int code;
        try {
            code =
                    new ViewCommand(URI.create(args[0]), args[1], System.out)
                            .run(List.of(args).subList(2, args.length));
        } catch (IOException e) {
            System.err.printf("No answer of %s: %s%n", args[0], e);
            code = 1;
        } catch (Refused e) {
            System.err.println(e.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    /// Answers the exit code: 0 if all is well, 1 if a view is stopped.
    int run(List<String> words) throws IOException, InterruptedException {
        String view = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "resume" -> resume(view);
            case "rebuild" -> rebuild(view);
            case "cancel" -> cancel(view);
            default -> list();
        };
    }

    private int list() throws IOException, InterruptedException {
        JsonNode views = send("GET", "/v1/views").path("items");
        out.printf("%-16s %-6s %12s %9s  %s%n", "view", "build", "position", "behind", "");
        int code = 0;
        for (JsonNode view : views) {
            out.printf(
                    "%-16s %-6s %,12d %,9d  %s%n",
                    view.path("view").asString(),
                    build(view),
                    view.path("position").asLong(),
                    view.path("lag").asLong(),
                    state(view));
            code |= view.has("stopped") || view.path("rebuild").has("stopped") ? 1 : 0;
        }
        return code;
    }

    private static String state(JsonNode view) {
        String state = view.has("stopped") ? stop(view.path("stopped")) : "goes on";
        return view.has("rebuild") ? state + "; " + progress(view) : state;
    }

    private static String progress(JsonNode view) {
        JsonNode rebuild = view.path("rebuild");
        long position = rebuild.path("position").asLong();
        long head = Math.max(1, view.path("head").asLong());
        return String.format(
                        Locale.ROOT,
                        "rebuild %s at %,d of %,d (%d %%)",
                        build(rebuild),
                        position,
                        head,
                        100 * position / head)
                + (rebuild.has("stopped") ? " " + stop(rebuild.path("stopped")) : "");
    }

    private static String stop(JsonNode stopped) {
        long position = stopped.path("position").asLong();
        return position == 0
                ? "STOPPED: " + stopped.path("cause").asString()
                : String.format(
                        Locale.ROOT,
                        "STOPPED before position %,d (%s): %s",
                        position,
                        stopped.path("event").asString(),
                        stopped.path("cause").asString());
    }

    private static String build(JsonNode edition) {
        return "v%d.%d".formatted(edition.path("version").asInt(), edition.path("build").asInt());
    }

    private int resume(String name) throws IOException, InterruptedException {
        JsonNode view = send("POST", "/v1/views/" + name + "/resume");
        if (view.has("stopped")) {
            out.printf("The view %s tried again: %s%n", name, stop(view.path("stopped")));
            return 1;
        }
        out.printf(
                Locale.ROOT,
                "The view %s goes on: it is at position %,d, %,d behind.%n",
                name,
                view.path("position").asLong(),
                view.path("lag").asLong());
        return 0;
    }

    /// Follows the build to its end.
    private int rebuild(String name) throws IOException, InterruptedException {
        JsonNode view = send("POST", "/v1/views/" + name + "/rebuild");
        String wanted = build(view.has("rebuild") ? view.path("rebuild") : view);
        String told = "";
        while (view.has("rebuild") && build(view.path("rebuild")).equals(wanted)) {
            String progress = progress(view);
            if (!progress.equals(told)) {
                out.printf("  %s%n", progress);
                told = progress;
            }
            if (view.path("rebuild").has("stopped")) {
                out.printf(
                        "Queries read %s as before. After a fix: ops/view resume %s; or give up: ops/view cancel %s%n",
                        build(view), name, name);
                return 1;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            view = find(name);
        }
        if (!build(view).equals(wanted)) {
            out.printf("The build %s of %s was given up.%n", wanted, name);
            return 1;
        }
        out.printf(
                Locale.ROOT,
                "Queries of %s read the new build %s, at position %,d, %,d behind.%n",
                name,
                wanted,
                view.path("position").asLong(),
                view.path("lag").asLong());
        return 0;
    }

    private int cancel(String name) throws IOException, InterruptedException {
        send("DELETE", "/v1/views/" + name + "/rebuild");
        out.printf("No rebuild of %s is under way.%n", name);
        return 0;
    }

    private JsonNode find(String name) throws IOException, InterruptedException {
        for (JsonNode view : send("GET", "/v1/views").path("items")) {
            if (view.path("view").asString().equals(name)) {
                return view;
            }
        }
        throw new Refused("There is no view " + name);
    }

    private JsonNode send(String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(server.resolve(path))
                                .timeout(TIMEOUT)
                                .header("Authorization", "Bearer " + key)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode body =
                answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        if (answer.statusCode() / 100 != 2) {
            throw new Refused(
                    "%s %s: %d %s"
                            .formatted(
                                    method,
                                    path,
                                    answer.statusCode(),
                                    body.path("detail").asString(answer.body())));
        }
        return body;
    }

    /// What the server refused, in words for the operator.
    private static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message, null, false, false);
        }
    }
}
