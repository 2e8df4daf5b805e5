package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.AppendJournal.Journal;
import io.lotline.core.testing.AppendJournal.Kind;
import io.lotline.core.testing.ChildJvm;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.LogChecker;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The embedded store's process is killed as `kill -9` does, at any moment and again and again on
/// the same files: nothing acknowledged is lost, and nobody was told anything wrong.
///
/// `-Dlotline.kills=200` kills more often.
class EmbeddedKillTest {
    private static final int KILLS = Integer.getInteger("lotline.kills", 25);
    private static final int KILLS_BETWEEN_CHECKS = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder = TestStores.folder();
    private final Path data = folder.resolve("data");
    private final List<String> lines = new ArrayList<>();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void a_killed_process_loses_nothing_acknowledged() {
        long seed = System.nanoTime() % 1_000_000_000;
        System.out.println("EmbeddedKillTest seed " + seed);
        Random random = new Random(seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            Path file = folder.resolve("journal" + kill);
            killOnce(random, file, seed + kill);
            if (file.toFile().exists()) {
                lines.addAll(AppendJournal.lines(file));
            }
            if (kill % KILLS_BETWEEN_CHECKS == 0 || kill == KILLS) {
                check(seed, kill);
            }
        }
    }

    /// Mostly under load, sometimes while it still starts and puts back what its journal holds.
    private void killOnce(Random random, Path file, long seed) {
        try (ChildJvm child =
                ChildJvm.start(
                        KilledProcess.class,
                        Redirect.DISCARD,
                        data.toString(),
                        file.toString(),
                        String.valueOf(seed))) {
            if (random.nextInt(5) == 0) {
                child.killWithin(Duration.ofMillis(random.nextInt(200, 900)));
            } else {
                int bytes = random.nextInt(30_000);
                Poll.until("so many lines", PATIENCE, () -> file.toFile().length() > bytes);
                child.kill();
            }
        }
    }

    private void check(long seed, int kills) {
        Journal journal = AppendJournal.parse(lines);
        try (LotlineStore store =
                LotlineStore.open(StoreSettings.embedded(data, new SimpleMeterRegistry()))) {
            assertThat(LogChecker.flaws(Documents.of(store.database()), journal))
                    .as("seed %d, after %d kills", seed, kills)
                    .isEmpty();
            long acknowledged =
                    journal.entries().stream()
                            .filter(entry -> entry.answer().kind() == Kind.STORED)
                            .count();
            System.out.printf(
                    "EmbeddedKillTest seed %d: %d kills, %d appends, %d acknowledged, head %d%n",
                    seed,
                    kills,
                    journal.entries().size(),
                    acknowledged,
                    store.log().head().position());
            assertThat(acknowledged).isGreaterThan(kills);
        }
    }
}
