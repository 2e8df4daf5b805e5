package io.lotline.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of damage to a log is found, at the first position that is bad.
class VerifyTest {
    private static final Verifier.Tap ALL = (_, _) -> true;

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    @TempDir private Path scratch;

    @Test
    void a_whole_log_is_found_whole_by_a_program_that_shares_no_code_with_the_log()
            throws Exception {
        Path data = write(120);
        Path file = scratch.resolve("log.bson");

        assertThat(run("verify", data.toString(), "--export", file.toString())).isZero();
        assertThat(text()).contains("The log is whole").contains("head " + head(data));
        assertThat(run("verify", file.toString(), "--head", head(data).toString())).isZero();
    }

    @Test
    void a_server_that_runs_is_named_where_its_files_are_asked_for() throws Exception {
        Path data = scratch.resolve("open");
        try (LotlineStore store = open(data)) {
            append(store.log(), 1);
            assertThat(run("verify", data.toString())).isEqualTo(1);
            assertThat(text()).contains("in use by another process");
        }
    }

    @Test
    void every_changed_byte_of_a_small_log_is_found_in_its_commit() throws Exception {
        List<byte[]> commits = commits(write(8));
        int bytes = 0;
        for (int i = 0; i < commits.size(); i++) {
            byte[] good = commits.get(i);
            for (int at = 0; at < good.length; at++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << random.nextInt(8));
                List<byte[]> damaged = new ArrayList<>(commits);
                damaged.set(i, bad);
                mustBeBad(damaged, first(commits, i), "byte " + at + " of commit " + i);
                bytes++;
            }
        }
        System.out.println(bytes + " bytes changed, each found; seed " + seed);
    }

    @Test
    void commits_that_were_left_out_swapped_or_repeated_are_found() throws Exception {
        List<byte[]> commits = commits(write(200));
        for (int i = 0; i < 300; i++) {
            int one = random.nextInt(commits.size() - 1);
            List<byte[]> without = new ArrayList<>(commits);
            without.remove(one);
            mustBeBad(without, first(commits, one), "without " + one);

            int other = one + 1 + random.nextInt(commits.size() - one - 1);
            List<byte[]> swapped = new ArrayList<>(commits);
            Collections.swap(swapped, one, other);
            mustBeBad(swapped, first(commits, one), "swapped " + one + " and " + other);

            List<byte[]> repeated = new ArrayList<>(commits);
            repeated.add(one + 1, commits.get(one));
            mustBeBad(repeated, first(commits, one + 1), "repeated " + one);
        }
    }

    @Test
    void a_file_that_was_cut_off_is_found_at_its_end() throws Exception {
        Path data = write(60);
        List<byte[]> commits = commits(data);
        Path file = scratch.resolve("cut.bson");
        Head head = head(data);
        long size = commits.stream().mapToLong(commit -> commit.length).sum();
        for (int i = 0; i < 60; i++) {
            long cut = 1 + random.nextLong(size - 1);
            long left = cut;
            int whole = 0;
            try (var out = Files.newOutputStream(file)) {
                for (byte[] commit : commits) {
                    int part = (int) Math.min(left, commit.length);
                    out.write(commit, 0, part);
                    left -= part;
                    whole += part == commit.length ? 1 : 0;
                }
            }
            printed.reset();
            assertThat(run("verify", file.toString(), "--head", head.toString())).isEqualTo(1);
            assertThat(text()).contains("BAD at position " + first(commits, whole) + ":");
        }
    }

    @Test
    void a_history_that_was_written_anew_with_right_hashes_needs_the_known_head() throws Exception {
        Path data = write(30);
        Path other = scratch.resolve("other");
        try (LotlineStore store = open(other)) {
            for (int i = 0; i < 200; i++) {
                append(store.log(), 1);
            }
        }
        Head known = head(data);
        assertThat(run("verify", other.toString())).isZero();
        assertThat(run("verify", other.toString(), "--head", known.toString())).isEqualTo(1);
        assertThat(text()).contains("not the known " + known);
    }

    /// With its negative control: the same file without what is remembered beside it looks whole.
    @Test
    void a_store_that_ends_before_what_it_remembers_is_bad() throws Exception {
        Path data = write(30);
        Path earlier = scratch.resolve("earlier.mv");
        Files.copy(data.resolve("lotline.mv"), earlier);
        Head before = head(data);
        try (LotlineStore store = open(data)) {
            append(store.log(), 3);
        }
        Head after = head(data);
        Files.copy(earlier, data.resolve("lotline.mv"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(run("verify", data.toString())).isEqualTo(1);
        assertThat(text())
                .contains("BAD at position " + (before.position() + 1))
                .contains("before the known head " + after);
        Path backup = scratch.resolve("backup");
        assertThat(run("backup", backup.toString(), data.toString())).isEqualTo(1);

        Path saved = scratch.resolve("saved");
        assertThat(run("restore", data.toString(), saved.toString())).isEqualTo(1);
        assertThat(text()).contains("Restored is what is there: head " + before);
        assertThat(head(saved)).isEqualTo(before);

        Files.delete(data.resolve("head.a"));
        Files.delete(data.resolve("head.b"));
        assertThat(run("verify", data.toString())).isZero();
    }

    @Test
    void misuse_is_answered_with_2() throws Exception {
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", scratch.resolve("nothing").toString())).isEqualTo(2);
        assertThat(run("verify", scratch.toString(), "--head", "12")).isEqualTo(2);
        for (String[] words :
                new String[][] {
                    {"--to-time", "yesterday"},
                    {"--to-time", "2026-11-22"},
                    {"--to-position", "the last"}
                }) {
            assertThat(run("restore", "from", "to", words[0], words[1])).isEqualTo(2);
            assertThat(text()).contains("%s '%s' is no ".formatted(words[0], words[1]));
        }
        Path file = Files.writeString(scratch.resolve("file"), "");
        assertThat(run("backup", file.toString(), "from")).isEqualTo(2);
        assertThat(text()).contains(file + " is no directory");
    }

    private void mustBeBad(List<byte[]> commits, long position, String damage) throws Exception {
        ChainCheck chain = new ChainCheck();
        Flaw flaw =
                new Verifier(new Progress(System.err)).run(of(commits), 0, chain, List.of(), ALL);
        assertThat(flaw).as("%s, seed %d", damage, seed).isNotNull();
        assertThat(flaw.position()).as("%s, seed %d: %s", damage, seed, flaw).isEqualTo(position);
    }

    private static CommitSource of(List<byte[]> commits) {
        return (_, sink) -> {
            for (byte[] commit : commits) {
                sink.take(commit);
            }
        };
    }

    /// The first position of the commit with this number.
    private static long first(List<byte[]> commits, int number) {
        return CommitCheck.statedPosition(commits.get(number));
    }

    private int run(String... args) throws InterruptedException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new LogTool(out, out, args).run();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static List<byte[]> commits(Path data) throws IOException, InterruptedException {
        List<byte[]> commits = new ArrayList<>();
        CommitSources.of(data.toString(), null, null).read(0, commits::add);
        return commits;
    }

    private static Head head(Path data) {
        try (LotlineStore store = open(data)) {
            EventLog.Head head = store.log().head();
            return new Head(head.position(), head.hash());
        }
    }

    private Path write(int commits) {
        Path data = scratch.resolve("data");
        try (LotlineStore store = open(data)) {
            for (int i = 0; i < commits; i++) {
                append(store.log(), i % 20 == 7 ? 30 : 1 + random.nextInt(3));
            }
        }
        return data;
    }

    private static LotlineStore open(Path data) {
        return LotlineStore.open(StoreSettings.embedded(data, new SimpleMeterRegistry()));
    }

    private void append(EventLog log, int events) {
        List<NewEvent> commit = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            Set<Tag> tags = new HashSet<>();
            for (int t = random.nextInt(4); t > 0; t--) {
                // the order by UTF-8 bytes is another than that of Java's characters here
                tags.add(
                        new Tag(
                                "stock",
                                List.of("￿", "😀", "支架", "a=b", "z").get(random.nextInt(5)) + t));
            }
            commit.add(
                    new NewEvent(
                            "id-" + random.nextLong(),
                            "lotline.Happened" + random.nextInt(3),
                            1 + random.nextInt(2),
                            Instant.ofEpochMilli(1_790_000_000_000L + random.nextInt(100_000)),
                            "tester",
                            tags,
                            "{\"value\":%d}".formatted(random.nextInt()),
                            random.nextBoolean() ? Map.of() : Map.of("b", "1", "a", "二")));
        }
        log.append(commit, AppendCondition.NONE).join();
    }
}
