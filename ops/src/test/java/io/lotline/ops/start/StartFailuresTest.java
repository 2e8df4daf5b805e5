package io.lotline.ops.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.testing.ListeningSockets;
import io.lotline.ops.testing.FailedStart;
import io.lotline.ops.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that cannot start says why in one line and ends with another code than 0.
@Timeout(300)
class StartFailuresTest {
    @TempDir private Path scratch;

    @Test
    void a_wrong_connection_string_is_not_repeated() throws Exception {
        assertThat(line("MONGODB_URI", "mongodb://lotline:s3cret/x@db.example/"))
                .contains("MONGODB_URI is no connection string")
                .doesNotContain("s3cret");
    }

    @Test
    void an_unreachable_host_is_named_without_the_password() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(
                        line(
                                "MONGODB_URI",
                                "mongodb://lotline:s3cret@127.0.0.1:%d/?replicaSet=x&serverSelectionTimeoutMS=1000"
                                        .formatted(closed)))
                .contains("127.0.0.1:" + closed)
                .contains("No MongoDB that takes writes answers")
                .doesNotContain("s3cret");
    }

    @Test
    void a_data_directory_that_is_none_or_cannot_be_made_is_named() throws Exception {
        Path file = Files.writeString(scratch.resolve("file"), "");
        assertThat(line("LOTLINE_DATA", file.toString())).contains(file + " is no directory");
        assertThat(line("LOTLINE_DATA", "/proc/lotline")).contains("/proc/lotline cannot be made");
    }

    @Test
    void a_link_that_is_no_address_is_named() throws Exception {
        assertThat(line("LOTLINE_LINK", "somewhere:else"))
                .contains("LOTLINE_LINK 'somewhere:else'");
        assertThat(line("LOTLINE_LINK", "0.0.0.0:4000")).contains("LOTLINE_LINK '0.0.0.0:4000'");
    }

    /// Each names the variable and what is wrong with it; a key is not repeated.
    @Test
    void a_setting_that_cannot_be_is_named() throws Exception {
        assertThat(line("LOTLINE_ADMIN_KEY", "s3cr3t"))
                .contains("LOTLINE_ADMIN_KEY has 6 characters")
                .doesNotContain("s3cr3t");
        assertThat(line("LOTLINE_ADMIN_KEY", "a key with blanks that is long enough"))
                .contains("LOTLINE_ADMIN_KEY has a blank")
                .doesNotContain("long enough");
        assertThat(line("LOTLINE_TRUSTED_PROXIES", "10.0.0.1,10.0.0.300"))
                .contains("LOTLINE_TRUSTED_PROXIES has '10.0.0.300'");
        assertThat(line("LOTLINE_BOOK_CACHE", "lots"))
                .contains("LOTLINE_BOOK_CACHE is 'lots', which is no size like 64MB");
        assertThat(line("LOTLINE_ZONE", "Mars/Olympus"))
                .contains("LOTLINE_ZONE is 'Mars/Olympus', which is no time zone");
        assertThat(line("LOTLINE_ADDRESS", "999.1.1.1"))
                .contains("LOTLINE_ADDRESS is '999.1.1.1', which is no address");
        assertThat(line("LOTLINE_ADDRESS", "192.0.2.1"))
                .contains("192.0.2.1, which LOTLINE_ADDRESS says");
        assertThat(line("LOTLINE_PORT", "http"))
                .contains("LOTLINE_PORT is 'http', which is no whole number");
    }

    /// A store takes the rights of others from all that is in its directory, so it wants one of
    /// its own. What `ops/run` keeps there is no hindrance.
    @Test
    void a_directory_of_somebody_elses_files_is_left_alone() throws Exception {
        Path home = Files.createDirectory(scratch.resolve("home"));
        Path letter = Files.writeString(home.resolve("letter.txt"), "hello");
        Files.setPosixFilePermissions(letter, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(home.resolve("admin.key"), "lk_0123456789abcdef0123456789abcdef");
        assertThat(line("LOTLINE_DATA", home.toString()))
                .contains(home + " holds letter.txt and no store of Lotline");
        assertThat(Files.getPosixFilePermissions(letter))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        try (Stream<Path> inside = Files.list(home)) {
            assertThat(inside).hasSize(2);
        }
        Files.delete(letter);
        try (ServerProcess server = ServerProcess.start(home, "", "")) {
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    /// With a server that does start, which is the negative control: it listens where HTTP does and
    /// nowhere else, and who wants its port or its directory is told so.
    @Test
    void a_running_server_has_one_port_and_keeps_it_and_its_directory() throws Exception {
        Path data = Files.createDirectory(scratch.resolve("data"));
        try (ServerProcess server = ServerProcess.start(data, "", "")) {
            int port = URI.create(server.url()).getPort();
            assertThat(ListeningSockets.of(server.process().pid())).containsExactly("tcp:" + port);
            assertThat(line("LOTLINE_DATA", data.toString()))
                    .contains(data.toString())
                    .contains("in use by another process");
            Path other = Files.createDirectory(scratch.resolve("other"));
            assertThat(
                            line(
                                    Map.of(
                                            "LOTLINE_DATA",
                                            other.toString(),
                                            "LOTLINE_PORT",
                                            String.valueOf(port))))
                    .contains("Port " + port + " is taken");
        }
    }

    /// As `ops/run` has it: before anything is built.
    @Test
    void ops_run_says_it_in_one_line_too() throws Exception {
        Path file = Files.writeString(scratch.resolve("file"), "");
        Process run =
                new ProcessBuilder(
                                Path.of(
                                                Objects.requireNonNullElse(
                                                        System.getProperty("lotline.root"), ".."),
                                                "ops",
                                                "run")
                                        .toString(),
                                "--data",
                                file.toString(),
                                "--port",
                                "1")
                        .redirectErrorStream(true)
                        .start();
        List<String> said;
        try (var lines = run.inputReader()) {
            said = lines.lines().toList();
        }
        assertThat(run.waitFor()).isEqualTo(1);
        assertThat(said).hasSize(1).first().asString().contains(file + " is no directory");
    }

    private String line(String name, String value) throws IOException, InterruptedException {
        return line(Map.of(name, value));
    }

    private String line(Map<String, String> environment) throws IOException, InterruptedException {
        FailedStart start = FailedStart.of(scratch, environment);
        assertThat(start.exitCode()).isNotZero();
        assertThat(start.said()).hasSize(1);
        assertThat(start.said().getFirst()).startsWith("Lotline does not start: ");
        return start.said().getFirst();
    }
}
