package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.chain.LogAuditor;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The embedded store's process is killed as `kill -9` does: nothing acknowledged is lost.
class EmbeddedKillTest {
    private static final int ROUNDS = 5;

    @Test
    void a_killed_process_loses_nothing_acknowledged() throws Exception {
        long seed = System.nanoTime();
        System.out.println("EmbeddedKillTest seed " + seed);
        Random random = new Random(seed);
        Path folder = TestStores.folder();
        Map<Long, String> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            killAfter(random.nextInt(1, 200), folder, acknowledged);
            try (LotlineStore store =
                    LotlineStore.open(StoreSettings.embedded(folder, new SimpleMeterRegistry()))) {
                assertThat(LogAuditor.audit(store.commits()).flaw()).as("seed %d", seed).isEmpty();
                Map<Long, String> stored = new HashMap<>();
                for (StoredCommit commit : store.commits()) {
                    stored.put(commit.position(), commit.events().getFirst().id());
                }
                assertThat(stored).as("seed %d", seed).containsAllEntriesOf(acknowledged);
            }
        }
    }

    private static void killAfter(int appends, Path folder, Map<Long, String> acknowledged)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledProcess.class.getName(),
                                folder.toString())
                        .redirectError(Redirect.DISCARD)
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            // what it printed before it died counts too, as far as whole lines go
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 2 && words[1].length() == 36) {
                    acknowledged.put(Long.parseLong(words[0]), words[1]);
                    seen++;
                }
                if (seen == appends) {
                    // the handle leaves the stream open, which still has lines
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(seen).isGreaterThanOrEqualTo(appends);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
