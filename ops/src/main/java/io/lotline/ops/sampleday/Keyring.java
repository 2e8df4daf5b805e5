package io.lotline.ops.sampleday;

import static io.lotline.ops.sampleday.WarehouseClient.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a resumed day must have again, kept in the data folder for its owner's eyes only: the keys,
/// because an idempotency key belongs to its caller, and the time when the day began.
final class Keyring {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DAY_SO_FAR = Duration.ofHours(9);

    private final Path file;
    private final long seed;
    private final double scale;
    private Instant began;
    private boolean finished;
    private @Nullable Integer pastDays;
    private final String adminKey;
    private final Map<String, String> keys = new TreeMap<>();
    private final Map<String, Refusal> refusals = new TreeMap<>();

    private Keyring(Path file, String adminKey, long seed, double scale, Instant began) {
        this.adminKey = adminKey;
        this.file = file;
        this.seed = seed;
        this.scale = scale;
        this.began = began;
    }

    /// The ring in the data folder, or a new one whose day began some hours ago.
    static Keyring open(Path data, String adminKey, long seed, double scale) {
        Keyring ring =
                new Keyring(
                        data.resolve("sample-day.json"),
                        adminKey,
                        seed,
                        scale,
                        Instant.now().minus(DAY_SO_FAR).truncatedTo(ChronoUnit.MINUTES));
        if (Files.exists(ring.file)) {
            ring.read();
        }
        return ring;
    }

    private void read() {
        JsonNode saved = JSON.readTree(file);
        if (saved.path("seed").asLong() != seed || saved.path("scale").asDouble() != scale) {
            throw new DayFailed(
                    "%s holds the day of seed %d and scale %s: go on with these, or take another --data."
                            .formatted(
                                    file,
                                    saved.path("seed").asLong(),
                                    saved.path("scale").asDouble()));
        }
        began = Instant.parse(saved.path("began").asString());
        finished = saved.path("finished").asBoolean();
        pastDays = saved.has("pastDays") ? saved.path("pastDays").asInt() : null;
        saved.path("refusals")
                .properties()
                .forEach(
                        entry ->
                                refusals.put(
                                        entry.getKey(),
                                        new Refusal(
                                                entry.getValue().path("problem").asString(),
                                                entry.getValue().path("workItem").asString(""))));
        saved.path("keys")
                .properties()
                .forEach(entry -> keys.put(entry.getKey(), entry.getValue().asString()));
    }

    Instant began() {
        return began;
    }

    /// Whether this day was once carried through to its end.
    boolean finished() {
        return finished;
    }

    /// How many days of the past this park has; null until it is decided.
    @Nullable Integer pastDays() {
        return pastDays;
    }

    void decidePast(int days) {
        pastDays = days;
        save();
    }

    void finish() {
        finished = true;
        save();
    }

    /// The saved keys work only with the store they were made for; another store gets a day of its
    /// own.
    void forget() {
        keys.clear();
        refusals.clear();
        finished = false;
        pastDays = null;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// What the server said to a mistake. Sent again, the same mistake would be counted again.
    ///
    /// @param problem  why it was refused
    /// @param workItem what somebody has to see to because of it; empty for nothing
    record Refusal(String problem, String workItem) {}

    synchronized @Nullable Refusal refusal(String scanId) {
        return refusals.get(scanId);
    }

    synchronized void keep(String scanId, Refusal refusal) {
        refusals.put(scanId, refusal);
        save();
    }

    List<String> names() {
        return List.copyOf(keys.keySet());
    }

    String adminKey() {
        return adminKey;
    }

    String key(String name) {
        String key = keys.get(name);
        if (key == null) {
            throw new IllegalStateException("no key " + name);
        }
        return key;
    }

    /// Makes a key unless there is one. A key is shown once, so the request is never repeated:
    /// should the answer get lost, an unused key remains.
    void make(
            WarehouseClient client,
            String name,
            String role,
            String label,
            @Nullable String enterprise) {
        if (keys.containsKey(name)) {
            return;
        }
        JsonNode answer =
                client.post(
                                adminKey,
                                "/v1/keys",
                                UUID.randomUUID().toString(),
                                object("label", label, "role", role, "enterpriseId", enterprise))
                        .orFail("A key for " + label)
                        .body();
        keys.put(name, answer.path("key").asString());
        save();
    }

    private synchronized void save() {
        try {
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(written);
            Files.createFile(
                    written,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    written,
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(
                                    object(
                                            "seed",
                                            seed,
                                            "scale",
                                            scale,
                                            "began",
                                            began.toString(),
                                            "finished",
                                            finished,
                                            "pastDays",
                                            pastDays,
                                            "refusals",
                                            refusals,
                                            "keys",
                                            keys)));
            Files.move(
                    written,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
