package io.lotline.ops.sampleday;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plays a park: a month of its past, and today.
///
/// `--url URL --data DIR [--staged FILE] [--seed N] [--scale X] [--days N]`; the data folder has
/// the first admin key (`admin.key`) and keeps the park's own keys (`sample-day.json`).
///
/// With `--staged`, the past and today until the afternoon are recorded first, on a store that
/// nobody else has open and that has recorded nothing yet, each at its own time; then FILE is made,
/// and the rest happens on the server at URL, now. A log that has begun already gets no past: what
/// it records stays in the order of time, and all of today happens on the server. Stopped anywhere,
/// it goes on when it is started again.
public final class SampleDay {
    private static final long SEED = 20_260_712;
    private static final int PAST_DAYS = 30;
    private static final List<String> OPTIONS =
            List.of("--url", "--data", "--staged", "--seed", "--scale", "--days");
    private static final Duration SERVER_WAIT = Duration.ofMinutes(3);
    private static final Duration SERVER_PAUSE = Duration.ofMillis(100);

    /// How it ends when it was stopped and may go on; `ops/run` looks for it.
    private static final int CAN_GO_ON = 3;

    /// What every new log begins with: the administrator's key.
    private static final long BEGINNING = 1;

    private final WarehouseClient client = new WarehouseClient("");
    private final Progress progress = new Progress();
    private final Floor floor = new Floor();
    private final Path data;
    private final double scale;
    private final Keyring keys;
    private final DayPlan plan;
    private final Day day;
    private boolean staged;

    SampleDay(Path data, String adminKey, long seed, double scale) {
        this.data = data;
        this.scale = scale;
        this.keys = Keyring.open(data, adminKey, seed, scale);
        this.plan = DayPlan.of(seed, scale, LocalDate.ofInstant(keys.began(), Day.ZONE));
        this.day = new Day(client, keys, plan, floor, progress);
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
        try {
            System.exit(run(options) ? 0 : 1);
        } catch (DayFailed failed) {
            System.err.println(failed.getMessage());
            if (failed.getCause() != null) {
                failed.getCause().printStackTrace();
            }
            System.exit(CAN_GO_ON);
        }
    }

    private static boolean run(Map<String, String> options) throws IOException {
        Path data = Path.of(options.getOrDefault("--data", ".lotline/data"));
        SampleDay sample =
                new SampleDay(
                        data,
                        adminKey(data, System.getenv("LOTLINE_ADMIN_KEY")),
                        Long.parseLong(options.getOrDefault("--seed", Long.toString(SEED))),
                        Double.parseDouble(options.getOrDefault("--scale", "1")));
        String staged = options.get("--staged");
        if (staged != null) {
            sample.stage(
                    Integer.parseInt(options.getOrDefault("--days", Integer.toString(PAST_DAYS))),
                    List.of());
            Files.writeString(Path.of(staged), "");
        }
        String url = options.getOrDefault("--url", "http://127.0.0.1:8080");
        awaitServer(new WarehouseClient(url));
        return sample.live(url);
    }

    private static String adminKey(Path data, @Nullable String given) throws IOException {
        return given != null && !given.isBlank()
                ? given.strip()
                : Files.readString(data.resolve("admin.key")).strip();
    }

    private static void awaitServer(WarehouseClient server) {
        long deadline = System.nanoTime() + SERVER_WAIT.toNanos();
        while (!server.answers()) {
            if (System.nanoTime() > deadline) {
                throw new DayFailed(
                        "The server at %s does not answer for %d minutes."
                                .formatted(server.url(), SERVER_WAIT.toMinutes()));
            }
            try {
                Thread.sleep(SERVER_PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new DayFailed("The day was interrupted.");
            }
        }
    }

    /// All of today on a running server; answers whether the stock is what the plan says.
    static boolean run(String url, Path data, long seed, double scale) throws IOException {
        return new SampleDay(data, adminKey(data, null), seed, scale).live(url);
    }

    /// Records `days` days before today, and today until the afternoon, unless that was done or
    /// something else has been recorded.
    ///
    /// @param settings settings of the server that has the store open meanwhile
    void stage(int days, List<String> settings) {
        if (keys.finished()) {
            return;
        }
        Integer begun = keys.pastDays();
        int wanted = begun == null ? days : begun;
        try (StagedPark park =
                StagedPark.open(
                        data, keys.adminKey(), Past.opens(keys.began(), wanted), settings)) {
            client.follow(park.url());
            forgetOthersKeys();
            Integer decided = keys.pastDays();
            if (decided == null) {
                decided = position() > BEGINNING ? 0 : wanted;
                keys.decidePast(decided);
            }
            if (decided != 0) {
                introduce("Sample park, %d days until".formatted(wanted));
                opening(new Lanes(progress, Past.opens(keys.began(), wanted)));
                new Past(client, keys, plan, wanted, scale, floor, progress).live();
                day.untilTheRecall();
                staged = true;
            }
        }
    }

    private void opening(Lanes lanes) {
        new Opening(client, keys, plan.park(), plan.day()).live(lanes);
    }

    private void forgetOthersKeys() {
        if (!keys.isEmpty()
                && client.get(keys.key(keys.names().getFirst()), "/v1/enterprises?limit=1").status()
                        == 401) {
            keys.forget();
        }
    }

    /// What is left of the day, on a server that people see; answers whether the stock is what the
    /// plan says.
    boolean live(String url) {
        client.follow(url);
        forgetOthersKeys();
        DayReport report = new DayReport(client, keys, plan, floor);
        if (keys.finished()) {
            report.whereToLook();
            return true;
        }
        Integer past = keys.pastDays();
        if (!staged && past != null && past != 0) {
            throw new DayFailed(
                    "The past of this park is half recorded, and the server has its store open.\nMaybe stop the server, and start it with ops/run --sample-day.");
        }
        if (!staged) {
            keys.decidePast(0);
            introduce("Sample day of");
            opening(new Lanes(progress, keys.began()));
            day.untilTheRecall();
        }
        day.sinceTheRecall();
        boolean asPlanned = report.print();
        if (asPlanned) {
            keys.finish();
        }
        return asPlanned;
    }

    private void introduce(String what) {
        System.out.printf(
                "样例园区 %s %s, seed %d: %d enterprises, %d devices, %d bins%n",
                what,
                plan.day(),
                plan.seed(),
                plan.park().enterprises().size(),
                plan.park().devices().size(),
                plan.park().bins().size());
    }

    private long position() {
        return client.get(keys.adminKey(), "/v1/log/head")
                .orFail("The log's head")
                .body()
                .path("position")
                .asLong();
    }
}
