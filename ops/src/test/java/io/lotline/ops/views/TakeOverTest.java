package io.lotline.ops.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.lotline.core.testing.Poll;
import io.lotline.ops.testing.Dock;
import io.lotline.ops.testing.ReplicaSet;
import io.lotline.ops.testing.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes share the views of one database by claims. The one that holds them is killed as kill
/// -9 does, in the middle of a rebuild and under writes.
@Timeout(300)
class TakeOverTest {
    private static final Duration TAKEN_OVER = Duration.ofSeconds(20);

    @TempDir private Path scratch;

    @Test
    void a_killed_node_s_views_go_on_elsewhere_within_seconds_and_nothing_counts_twice()
            throws Exception {
        String uri = ReplicaSet.uri(scratch);
        String database = "claims_" + UUID.randomUUID().toString().replace("-", "");
        Path one = Files.createDirectory(scratch.resolve("one"));
        Path two = Files.createDirectory(scratch.resolve("two"));
        try (ServerProcess first = ServerProcess.start(one, uri, database);
                ServerProcess second = ServerProcess.start(two, uri, database);
                MongoClient client = MongoClients.create(uri);
                Receipts receipts = new Receipts(Dock.open(second.client()))) {
            MongoCollection<Document> tokens =
                    client.getDatabase(database).getCollection("view_tokens");
            Set<String> owners = owners(tokens);
            assertThat(owners).as("the node that came first holds all").hasSize(1);
            first.client().post("/v1/views/stock/rebuild", null).expect(200);

            first.kill();
            long killed = System.nanoTime();
            long seen = receipts.awaitMore();
            while (second.client().get("/v1/stock", seen).status() == 503) {
                assertThat(System.nanoTime() - killed)
                        .as("taken over in time")
                        .isLessThan(TAKEN_OVER.toNanos());
            }
            System.out.printf(
                    "taken over after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - killed).toMillis());

            assertThat(rebuild(second)).contains("read the new build");
            receipts.end();
            assertThat(receipts.failure.get()).isNull();
            long position = receipts.position.get();
            assertThat(receipts.dock.stock(position)).isEqualTo(receipts.received.get());
            assertThat(receipts.dock.receipts(position)).isEqualTo(receipts.received.get());
            Poll.until(
                    "all views to be taken over",
                    TAKEN_OVER,
                    () -> owners(tokens).stream().noneMatch(owners::contains));
        }
    }

    private static String rebuild(ServerProcess server) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code =
                new ViewCommand(URI.create(server.url()), ServerProcess.ADMIN_KEY, out)
                        .run(List.of("rebuild", "stock"));
        assertThat(code).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        return printed.toString(StandardCharsets.UTF_8);
    }

    /// Who holds the views, but for stock: nobody takes over a build of it that is out of use.
    private static Set<String> owners(MongoCollection<Document> tokens) {
        Set<String> owners = new TreeSet<>();
        tokens.find(Filters.not(Filters.regex("processor", "^stock_")))
                .forEach(token -> owners.add(node(token.getString("owner"))));
        owners.remove("");
        return owners;
    }

    /// A claim's owner begins with its process; views and webhooks have names of their own there.
    private static String node(String owner) {
        return owner.isEmpty() ? "" : owner.substring(0, owner.indexOf('.'));
    }

    /// One receipt after the other, until it is closed.
    private static final class Receipts implements AutoCloseable {
        private final Dock dock;
        private final AtomicLong received = new AtomicLong();
        private final AtomicLong position = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread writer = Thread.ofPlatform().unstarted(this::write);

        Receipts(Dock dock) {
            this.dock = dock;
            writer.start();
        }

        private void write() {
            while (!ended.get() && failure.get() == null) {
                try {
                    position.set(dock.receive("s-" + received.get()));
                    received.incrementAndGet();
                } catch (RuntimeException | AssertionError e) {
                    failure.set(e);
                }
            }
        }

        /// A position that came after the call.
        long awaitMore() {
            // the next one may have been on its way before
            long enough = received.get() + 2;
            Poll.until("two more receipts", TAKEN_OVER, () -> received.get() >= enough);
            return position.get();
        }

        void end() throws InterruptedException {
            ended.set(true);
            writer.join();
        }

        @Override
        public void close() throws InterruptedException {
            end();
        }
    }
}
