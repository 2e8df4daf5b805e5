package io.lotline.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.testing.Poll;
import io.lotline.ops.testing.Dock;
import io.lotline.ops.testing.ReplicaSet;
import io.lotline.ops.testing.ServerClient;
import io.lotline.ops.testing.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A backup of a server that is being written to, restored into an empty store, is that server.
@Timeout(300)
class BackupTest {
    private static final Pattern HEAD = Pattern.compile("head (\\d+:[0-9a-f]{64})");

    @TempDir private Path scratch;

    @Test
    void an_embedded_server_is_copied_through_its_door_and_restored() throws Exception {
        copied("");
    }

    @Test
    void a_database_of_a_replica_set_is_copied_and_restored() throws Exception {
        copied(ReplicaSet.uri(scratch));
    }

    private void copied(String uri) throws Exception {
        String backup = scratch.resolve("backup").toString();
        String database = database();
        Head early;
        Head settled;
        Instant then;
        Head head;
        String stock;
        String[] keys = new String[2];
        try (ServerProcess server = ServerProcess.start(folder("live"), uri, database)) {
            String from = uri.isEmpty() ? server.url() : uri;
            ServerClient admin = server.client();
            Dock dock = Dock.open(admin);
            JsonNode revoked = key(admin);
            keys[0] = revoked.path("key").asString();
            keys[1] = key(admin).path("key").asString();
            AtomicBoolean ended = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> receive(dock, ended));

            early = run(0, database, "backup", backup, from);
            admin.delete("/v1/keys/" + revoked.path("keyId").asString()).expect(204);
            ended.set(true);
            writer.join();
            settled = head(admin);
            then = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Poll.until("a later time", Duration.ofSeconds(5), () -> isPast(then));
            dock.receive("later");
            head = run(0, database, "backup", backup, from);

            assertThat(head).isEqualTo(head(admin)).isNotEqualTo(early);
            assertThat(run(0, database, "backup", backup, from)).isEqualTo(head);
            run(0, database, "verify", backup, "--head", head.toString());
            run(0, database, "verify", backup, "--head", early.toString());
            run(0, database, "verify", from, "--head", head.toString());
            stock = admin.get("/v1/stock", head.position()).expect(200).text();
        }

        String whole = database();
        String to = Long.toString(early.position());
        // as one that was interrupted there
        assertThat(run(0, whole, "restore", backup, target(uri, "whole"), "--to-position", to))
                .isEqualTo(early);
        assertThat(run(0, whole, "restore", backup, target(uri, "whole"))).isEqualTo(head);
        assertThat(run(0, whole, "restore", backup, target(uri, "whole"))).isEqualTo(head);
        try (ServerProcess restored = ServerProcess.start(folder("whole"), uri, whole)) {
            ServerClient admin = restored.client();
            assertThat(head(admin)).isEqualTo(head);
            assertThat(admin.get("/v1/stock", head.position()).expect(200).text()).isEqualTo(stock);
            assertThat(admin.with(keys[0]).get("/v1/stock").status()).isEqualTo(401);
            assertThat(admin.with(keys[1]).get("/v1/stock").status()).isEqualTo(200);
        }

        assertThat(
                        run(
                                0,
                                database(),
                                "restore",
                                backup,
                                target(uri, "then"),
                                "--to-time",
                                then.toString()))
                .isEqualTo(settled);

        String part = database();
        String earlier = target(uri, "earlier");
        assertThat(run(0, part, "restore", backup, earlier, "--to-position", to)).isEqualTo(early);
        try (ServerProcess restored = ServerProcess.start(folder("earlier"), uri, part)) {
            new Dock(restored.client()).receive("another-history");
            run(1, part, "backup", backup, uri.isEmpty() ? restored.url() : uri);
        }
        run(1, part, "restore", backup, earlier);
    }

    private static boolean isPast(Instant time) {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).isAfter(time);
    }

    private static void receive(Dock dock, AtomicBoolean ended) {
        for (int i = 0; !ended.get(); i++) {
            dock.receive("w-" + i);
        }
    }

    private String target(String uri, String name) {
        return uri.isEmpty() ? scratch.resolve(name).toString() : uri;
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(scratch.resolve(name));
    }

    private static JsonNode key(ServerClient admin) {
        return admin.post("/v1/keys", "{\"label\":\"gate\",\"role\":\"operator\"}")
                .expect(201)
                .json();
    }

    private static Head head(ServerClient admin) {
        JsonNode head = admin.get("/v1/log/head").expect(200).json();
        return new Head(head.path("position").asLong(), head.path("hash").asString());
    }

    /// Answers the head that it prints, the empty one where it prints none.
    private static Head run(int code, String database, String... args) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] all = Arrays.copyOf(args, args.length + 4);
        all[args.length] = "--key";
        all[args.length + 1] = ServerProcess.ADMIN_KEY;
        all[args.length + 2] = "--database";
        all[args.length + 3] = database;
        int answered = new LogTool(out, out, all).run();
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(answered).as(String.join(" ", args) + "\n" + text).isEqualTo(code);
        Matcher head = HEAD.matcher(text);
        return head.find() ? Head.parse(head.group(1)) : Head.EMPTY;
    }

    private static String database() {
        return "copy_" + UUID.randomUUID().toString().replace("-", "");
    }
}
