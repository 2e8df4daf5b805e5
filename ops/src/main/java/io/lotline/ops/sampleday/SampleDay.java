package io.lotline.ops.sampleday;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Replays a day of the park against a running server.
///
/// `--url URL --data DIR [--seed N] [--scale X]`; the data folder has the first admin key
/// (`admin.key`) and keeps the day's own keys (`sample-day.json`). Stopped anywhere, it goes on
/// when it is started again.
public final class SampleDay {
    private static final long SEED = 20_260_712;
    private static final List<String> OPTIONS = List.of("--url", "--data", "--seed", "--scale");

    private final WarehouseClient client;
    private final Keyring keys;
    private final DayPlan plan;
    private final long seed;

    private SampleDay(String url, Path data, long seed, double scale) throws IOException {
        this.client = new WarehouseClient(url);
        String adminKey = Files.readString(data.resolve("admin.key")).strip();
        this.keys = Keyring.open(data, adminKey, seed, scale);
        if (!keys.isEmpty() && client.get(keys.key("operator"), "/v1/log/head").status() == 401) {
            keys.forget();
        }
        this.seed = seed;
        this.plan = DayPlan.of(seed, scale, LocalDate.ofInstant(keys.began(), Day.ZONE));
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                System.err.println(
                        "Unknown option "
                                + arguments[i]
                                + ". Options: "
                                + String.join(", ", OPTIONS));
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        String url = options.getOrDefault("--url", "http://127.0.0.1:8080");
        Path data = Path.of(options.getOrDefault("--data", ".lotline/data"));
        long seed = Long.parseLong(options.getOrDefault("--seed", Long.toString(SEED)));
        double scale = Double.parseDouble(options.getOrDefault("--scale", "1"));
        try {
            System.exit(run(url, data, seed, scale) ? 0 : 1);
        } catch (DayFailed failed) {
            System.err.println(failed.getMessage());
            if (failed.getCause() != null) {
                failed.getCause().printStackTrace();
            }
            System.exit(1);
        }
    }

    /// Runs the day, or what is left of it; answers whether the stock is what the plan says.
    static boolean run(String url, Path data, long seed, double scale) throws IOException {
        return new SampleDay(url, data, seed, scale).run();
    }

    private boolean run() {
        boolean again = keys.finished();
        long headBefore = again ? head() : 0;
        System.out.printf(
                "样例日 Sample day of %s, seed %d: %d enterprises, %d devices, %d bins, %d notices, %d orders%n",
                plan.day(),
                seed,
                plan.park().enterprises().size(),
                plan.park().devices().size(),
                plan.park().bins().size(),
                plan.notices().size(),
                plan.orders().size());
        if (again) {
            System.out.println(
                    "  It was run before: each step is sent again and must change nothing.");
        }
        keys.make(client, "operator", "operator", null);
        keys.make(client, "quality", "quality", null);
        keys.make(client, "regulator", "regulator", null);
        Day day = new Day(client, keys, plan, new Progress());
        day.live();
        long added = again ? head() - headBefore : 0;
        boolean asPlanned = new DayReport(client, keys, plan, day).print();
        if (again) {
            System.out.println(
                    added == 0
                            ? "Everything was found as it was: the log has not grown."
                            : "The log has grown by %d events meanwhile: someone else is working."
                                    .formatted(added));
        } else if (asPlanned) {
            keys.finish();
        }
        return asPlanned || again;
    }

    private long head() {
        return client.get(keys.key("operator"), "/v1/log/head")
                .orFail("The log's head")
                .body()
                .path("position")
                .asLong();
    }
}
