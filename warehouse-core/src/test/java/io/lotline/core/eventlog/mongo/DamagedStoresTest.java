package io.lotline.core.eventlog.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Events;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.mongo.embedded.DamagedStore;
import io.lotline.core.eventlog.mongo.embedded.LogEnd;
import io.lotline.core.eventlog.mongo.embedded.UncheckedStore;
import io.lotline.core.testing.ChildJvm;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The table of damaged stores: every way of damage on every kind of store. Each is refused in one
/// paragraph, and not a byte of its directory changes; or it is opened and has every commit as it
/// was, byte for byte; or a commit in the middle is bad, and then the store says where. None opens
/// shorter than it was.
class DamagedStoresTest {
    private static final String FILE = "lotline.mv";
    private static final String LOG = "lotline.log";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long SEED = Long.getLong("lotline.seed", System.nanoTime() % 1_000_000);
    private static Path other;
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    /// @param whole  a store of this kind
    /// @param before its file as it was earlier
    /// @param expect what its log has
    private record Kind(Path whole, Path before, Log expect) {}

    private record Log(long head, String digest) {}

    @FunctionalInterface
    private interface Way {
        void damage(Path directory, Random random) throws IOException;
    }

    private enum Outcome {
        REFUSED,
        WHOLE,
        SAID
    }

    @BeforeAll
    static void makeStores() throws IOException {
        System.out.println("DamagedStoresTest seed " + SEED);
        other = TestStores.folder().resolve("other");
        write(other, 30, 2);
        KINDS.put("small", kind(20, 2));
        Kind large = kind(10_500, 3);
        KINDS.put("large", large);
        Path bare = copy(large.whole());
        each(bare, "index.", Files::delete);
        KINDS.put("large without indexes", new Kind(bare, large.before(), large.expect()));
        Path killed = killed();
        KINDS.put("killed", new Kind(killed, other.resolve(FILE), read(copy(killed))));
    }

    /// Half of it, then the other half; its file after the first is the earlier one.
    private static Kind kind(int appends, int events) throws IOException {
        Path directory = TestStores.folder().resolve("store");
        write(directory, appends, events);
        Path before = directory.resolveSibling("before.mv");
        Files.copy(directory.resolve(FILE), before);
        write(directory, appends, events);
        return new Kind(directory, before, read(directory));
    }

    private static void write(Path directory, int appends, int events) {
        LogSettings defaults = LogSettings.DEFAULT;
        LogSettings alone =
                new LogSettings(
                        defaults.linger(),
                        defaults.poll(),
                        defaults.windowCommits(),
                        defaults.windowBytes(),
                        defaults.roundAppends(),
                        defaults.roundBytes(),
                        1,
                        defaults.link(),
                        defaults.tagBytes());
        try (LotlineStore store =
                LotlineStore.open(
                        StoreSettings.embedded(directory, new SimpleMeterRegistry())
                                .withLog(alone))) {
            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int i = 0; i < appends; i++) {
                List<NewEvent> commit = new ArrayList<>();
                for (int event = 0; event < events; event++) {
                    commit.add(Events.event("A" + event, "lot=" + i, "all=1"));
                }
                answers.add(store.log().append(commit, AppendCondition.NONE));
            }
            answers.forEach(CompletableFuture::join);
        }
    }

    /// As `kill -9` leaves it, with a journal.
    private static Path killed() throws IOException {
        for (int i = 0; ; i++) {
            Path directory = TestStores.folder().resolve("store");
            Path journal = directory.resolveSibling("answers");
            try (ChildJvm child =
                    ChildJvm.start(
                            KilledProcess.class,
                            Redirect.DISCARD,
                            directory.toString(),
                            journal.toString(),
                            String.valueOf(SEED + i))) {
                Poll.until("so many", PATIENCE, () -> journal.toFile().length() > 60_000);
                child.kill();
            }
            long batches = 0;
            for (Path file : files(directory, "journal-")) {
                byte[] bytes = Files.readAllBytes(file);
                batches += bytes[44] == 'L' && bytes[4_000] != 0 ? 1 : 0;
            }
            if (batches > 0) {
                return directory;
            }
        }
    }

    private static Log read(Path directory) {
        try (LotlineStore store = open(directory)) {
            Poll.until(
                    "all of it verified",
                    PATIENCE,
                    () -> store.integrity().verified() == store.log().head().position());
            return read(store);
        }
    }

    private static Log read(LotlineStore store) {
        MessageDigest digest = sha256();
        store.documents(1, digest::update);
        return new Log(store.log().head().position(), HexFormat.of().formatHex(digest.digest()));
    }

    private static LotlineStore open(Path directory) {
        return LotlineStore.open(StoreSettings.embedded(directory, new SimpleMeterRegistry()));
    }

    @Test
    void each_is_refused_or_whole_or_says_where_it_is_bad() throws IOException {
        Map<Outcome, Integer> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, Kind> kind : KINDS.entrySet()) {
            for (Map.Entry<String, Way> way : ways(kind.getValue()).entrySet()) {
                Path damaged = copy(kind.getValue().whole());
                way.getValue().damage(damaged, new Random(SEED));
                Outcome outcome =
                        outcome(
                                damaged,
                                kind.getValue().expect(),
                                "%s, %s, seed %d".formatted(kind.getKey(), way.getKey(), SEED));
                System.out.printf("%-8s %s: %s%n", outcome, kind.getKey(), way.getKey());
                outcomes.merge(outcome, 1, Integer::sum);
                each(damaged, "", Files::delete);
            }
        }
        System.out.println("Damaged stores: " + outcomes);
        assertThat(outcomes.get(Outcome.REFUSED)).isGreaterThan(50);
        assertThat(outcomes.get(Outcome.WHOLE)).isGreaterThan(20);
    }

    private static Outcome outcome(Path damaged, Log expected, String what) {
        String before = digest(damaged);
        LotlineStore opened;
        try {
            opened = open(damaged);
        } catch (DamagedStore refused) {
            assertThat(refused.getMessage().lines()).as(what).hasSize(1);
            assertThat(refused.getMessage())
                    .as(what)
                    .contains(
                            damaged.toString(), "is damaged", "Nothing was changed", "ops/restore");
            assertThat(digest(damaged)).as(what).isEqualTo(before);
            return Outcome.REFUSED;
        }
        try (LotlineStore store = opened) {
            assertThat(store.log().head().position()).as(what).isEqualTo(expected.head());
            Log found = new Log(0, "");
            try {
                found = read(store);
            } catch (LogUnavailable e) {
                // then it must say where
            }
            if (found.equals(expected)) {
                return Outcome.WHOLE;
            }
            Poll.until(what, PATIENCE, () -> store.integrity().flaw().isPresent());
            assertThat(store.integrity().flaw().orElseThrow().position())
                    .as(what)
                    .isBetween(1L, expected.head());
            return Outcome.SAID;
        }
    }

    /// Negative control: without the look before it is opened, the same table has stores that open
    /// shorter than they were, and would take writes.
    @Test
    void without_the_check_stores_open_short() throws IOException {
        Kind kind = KINDS.get("large");
        List<String> shorter = new ArrayList<>();
        for (Map.Entry<String, Way> way : ways(kind).entrySet()) {
            Path damaged = copy(kind.whole());
            way.getValue().damage(damaged, new Random(SEED));
            Optional<LogEnd> end = UncheckedStore.open(damaged, LOG);
            if (end.isPresent() && end.get().position() < kind.expect().head()) {
                shorter.add(way.getKey() + " at " + end.get().position());
            }
            each(damaged, "", Files::delete);
        }
        System.out.println("Unchecked, these open short: " + shorter);
        assertThat(shorter).hasSizeGreaterThan(5);
    }

    private static Map<String, Way> ways(Kind kind) {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("file cut in half", (d, _) -> cut(d.resolve(FILE), size(d) / 2));
        ways.put("file cut to 8 KiB", (d, _) -> cut(d.resolve(FILE), 8_192));
        ways.put("file cut to 4 KiB", (d, _) -> cut(d.resolve(FILE), 4_096));
        ways.put("file cut to 100 bytes", (d, _) -> cut(d.resolve(FILE), 100));
        ways.put("file empty", (d, _) -> cut(d.resolve(FILE), 0));
        ways.put("file missing", (d, _) -> Files.delete(d.resolve(FILE)));
        ways.put("last byte missing", (d, _) -> cut(d.resolve(FILE), size(d) - 1));
        ways.put("last 4 KiB missing", (d, _) -> cut(d.resolve(FILE), size(d) - 4_096));
        ways.put("last quarter missing", (d, _) -> cut(d.resolve(FILE), size(d) / 4 * 3));
        ways.put(
                "cut anywhere",
                (d, r) -> cut(d.resolve(FILE), 8_192 + r.nextLong(size(d) - 8_192)));
        ways.put("4 KiB of rubbish behind", (d, r) -> append(d.resolve(FILE), random(r, 4_096)));
        ways.put("first header zero", (d, _) -> put(d.resolve(FILE), 0, new byte[4_096]));
        ways.put("both headers zero", (d, _) -> put(d.resolve(FILE), 0, new byte[8_192]));
        ways.put("a flip in a header", (d, r) -> flip(d.resolve(FILE), r, 0, 200, 1));
        ways.put(
                "flips in both headers",
                (d, r) -> {
                    flip(d.resolve(FILE), r, 0, 200, 3);
                    flip(d.resolve(FILE), r, 4_096, 4_296, 3);
                });
        ways.put(
                "a flip in the first chunk's header",
                (d, r) -> flip(d.resolve(FILE), r, 8_192, 8_292, 1));
        ways.put(
                "a flip in the last footer",
                (d, r) -> flip(d.resolve(FILE), r, size(d) - 128, size(d), 1));
        ways.put(
                "flips in the last 64 KiB",
                (d, r) -> flip(d.resolve(FILE), r, Math.max(8_192, size(d) - 65_536), size(d), 20));
        ways.put(
                "a flip in the middle",
                (d, r) -> flip(d.resolve(FILE), r, size(d) / 3, size(d) / 3 * 2, 1));
        ways.put(
                "20 flips in the middle",
                (d, r) -> flip(d.resolve(FILE), r, size(d) / 3, size(d) / 3 * 2, 20));
        ways.put("a flip anywhere", (d, r) -> flip(d.resolve(FILE), r, 0, size(d), 1));
        ways.put("500 flips anywhere", (d, r) -> flip(d.resolve(FILE), r, 0, size(d), 500));
        ways.put(
                "a sector zero in the middle",
                (d, _) -> put(d.resolve(FILE), size(d) / 2 / 4_096 * 4_096, new byte[4_096]));
        ways.put(
                "a fifth zero in the middle",
                (d, _) -> put(d.resolve(FILE), size(d) / 5 * 2, new byte[(int) (size(d) / 5)]));
        ways.put(
                "rubbish for a file",
                (d, r) -> Files.write(d.resolve(FILE), random(r, (int) size(d))));
        ways.put("an earlier file put back", (d, _) -> replace(kind.before(), d.resolve(FILE)));
        ways.put("another store's file", (d, _) -> replace(other.resolve(FILE), d.resolve(FILE)));
        ways.put("head.a missing", (d, _) -> Files.delete(d.resolve("head.a")));
        ways.put("both heads missing", (d, _) -> each(d, "head.", Files::delete));
        ways.put("head.b flipped", (d, r) -> flip(d.resolve("head.b"), r, 0, 60, 1));
        ways.put("both heads flipped", (d, r) -> each(d, "head.", head -> flip(head, r, 0, 60, 1)));
        ways.put("both heads cut", (d, _) -> each(d, "head.", head -> cut(head, 40)));
        ways.put("both heads empty", (d, _) -> each(d, "head.", head -> cut(head, 0)));
        ways.put(
                "another store's heads",
                (d, _) -> {
                    replace(other.resolve("head.a"), d.resolve("head.a"));
                    replace(other.resolve("head.b"), d.resolve("head.b"));
                });
        ways.put(
                "one of another store's heads",
                (d, _) -> replace(other.resolve("head.a"), d.resolve("head.a")));
        ways.put(
                "only the file there",
                (d, _) -> {
                    each(d, "head.", Files::delete);
                    each(d, "index.", Files::delete);
                    each(d, "journal-", Files::delete);
                });
        ways.put(
                "only the heads there",
                (d, _) -> {
                    Files.delete(d.resolve(FILE));
                    each(d, "index.", Files::delete);
                    each(d, "journal-", Files::delete);
                });
        if (!files(kind.whole(), "index.").isEmpty()) {
            ways.put("index files missing", (d, _) -> each(d, "index.", Files::delete));
            ways.put("index files cut", (d, _) -> each(d, "index.", index -> cut(index, 1_000)));
            ways.put(
                    "index files flipped",
                    (d, r) -> each(d, "index.", index -> flip(index, r, 0, Files.size(index), 1)));
            ways.put(
                    "only index files there",
                    (d, _) -> {
                        Files.delete(d.resolve(FILE));
                        each(d, "head.", Files::delete);
                    });
        }
        if (!files(kind.whole(), "journal-").isEmpty()) {
            ways.put("journals missing", (d, _) -> each(d, "journal-", Files::delete));
            ways.put("journals cut", (d, _) -> each(d, "journal-", file -> cut(file, 1_000)));
            ways.put("journals empty", (d, _) -> each(d, "journal-", file -> cut(file, 0)));
            ways.put(
                    "journals without an end",
                    (d, _) -> each(d, "journal-", file -> cut(file, Files.size(file) - 1)));
            ways.put(
                    "a flip in the journals",
                    (d, r) -> each(d, "journal-", file -> flip(file, r, 44, 4_000, 1)));
            ways.put(
                    "a flip in the journals' headers",
                    (d, r) -> each(d, "journal-", file -> flip(file, r, 0, 44, 1)));
            ways.put(
                    "the journals' beginnings zero",
                    (d, _) -> each(d, "journal-", file -> put(file, 44, new byte[3_000])));
            ways.put(
                    "an earlier journal as well",
                    (d, _) -> {
                        Path last = files(d, "journal-").getLast();
                        Files.copy(last, d.resolve("journal-9999999"));
                    });
        }
        return ways;
    }

    private static long size(Path directory) throws IOException {
        return Files.size(directory.resolve(FILE));
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }

    private static void put(Path file, long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    /// Bits at random places between two offsets.
    private static void flip(Path file, Random random, long from, long to, int flips)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = 0; i < flips; i++) {
                long at = from + random.nextLong(to - from);
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, at);
                one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(8)));
                channel.write(one.flip(), at);
            }
        }
    }

    private static byte[] random(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void replace(Path file, Path by) throws IOException {
        Files.copy(file, by, StandardCopyOption.REPLACE_EXISTING);
    }

    @FunctionalInterface
    private interface OnFile {
        void accept(Path file) throws IOException;
    }

    private static void each(Path directory, String prefix, OnFile then) throws IOException {
        for (Path file : files(directory, prefix)) {
            then.accept(file);
        }
    }

    private static List<Path> files(Path directory, String prefix) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(Path directory) throws IOException {
        Path copy = TestStores.folder();
        for (Path file : files(directory, "")) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    /// Of all names and bytes of a directory.
    private static String digest(Path directory) {
        MessageDigest digest = sha256();
        for (Path file : files(directory, "")) {
            try {
                digest.update(file.getFileName().toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
