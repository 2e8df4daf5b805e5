package io.lotline.ops.sampleday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.ops.testing.ReplicaSet;
import io.lotline.ops.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 in the middle of the day: the day goes on after a start, and ends as an undisturbed one.
@Timeout(400)
class InterruptedDayTest {
    private static final long SEED = 7;
    private static final double SCALE = 0.05;

    /// While goods are put away: master data, notices, receipts and inspections take some 650
    /// events.
    private static final long MIDDLE = 700;

    @TempDir private Path scratch;

    @Test
    void a_killed_day_ends_like_an_undisturbed_one_on_the_embedded_store() throws Exception {
        killedLikeUndisturbed("");
    }

    @Test
    void a_killed_day_ends_like_an_undisturbed_one_on_a_replica_set() throws Exception {
        killedLikeUndisturbed(ReplicaSet.uri(scratch));
    }

    private void killedLikeUndisturbed(String mongodbUri) throws Exception {
        Path undisturbed = Files.createDirectory(scratch.resolve("undisturbed"));
        Path killed = Files.createDirectory(scratch.resolve("killed"));
        String stock;
        try (ServerProcess server = ServerProcess.start(undisturbed, mongodbUri, database())) {
            assertThat(SampleDay.run(server.url(), undisturbed, SEED, SCALE)).isTrue();
            stock = server.stock();
        }
        // the same keys work with no other store, but both days begin at the same time
        Files.copy(
                undisturbed.resolve("sample-day.json"),
                killed.resolve("sample-day.json"),
                StandardCopyOption.COPY_ATTRIBUTES);

        String database = database();
        try (ServerProcess server = ServerProcess.start(killed, mongodbUri, database)) {
            CompletableFuture<Boolean> day = dayOf(server, killed);
            server.awaitPosition(MIDDLE);
            server.kill();
            assertThatThrownBy(day::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(DayFailed.class);
        }
        try (ServerProcess server = ServerProcess.start(killed, mongodbUri, database)) {
            assertThat(SampleDay.run(server.url(), killed, SEED, SCALE)).isTrue();
            assertThat(server.stock()).isEqualTo(stock);
        }
    }

    private static CompletableFuture<Boolean> dayOf(ServerProcess server, Path data) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return SampleDay.run(server.url(), data, SEED, SCALE);
                    } catch (java.io.IOException unreadable) {
                        throw new java.io.UncheckedIOException(unreadable);
                    }
                });
    }

    private static String database() {
        return "day_" + UUID.randomUUID().toString().replace("-", "");
    }
}
