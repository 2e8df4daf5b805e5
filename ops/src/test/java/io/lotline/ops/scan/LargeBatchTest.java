package io.lotline.ops.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.ops.testing.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A batch of scans that is larger than the server's memory, sent whole before an answer is read.
@Timeout(300)
class LargeBatchTest {
    private static final int LINES = 100_000;
    private static final String LINE =
            "{\"scanId\":\"z\",\"task\":\"fly\",\"symbols\":[\"%s\"]}\n"
                    .formatted("x".repeat(3_000));

    @TempDir private Path data;

    @Test
    void every_line_is_answered_and_the_memory_stays_as_it_is() throws IOException {
        assertThat(LINES * (long) LINE.length()).isGreaterThan(256L << 20);
        try (ServerProcess server = ServerProcess.start(data, "", "", "-Xmx256m")) {
            HttpURLConnection call = open(server.url());
            send(call.getOutputStream());
            try (BufferedReader answers =
                    new BufferedReader(
                            new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
                String last = "";
                int answered = 0;
                for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                    answered++;
                    last = line;
                }
                assertThat(answered).isEqualTo(LINES);
                assertThat(last).startsWith("{\"line\":" + LINES + ",");
            }
            server.client().get("/v1/log/head").expect(200);
        }
    }

    /// The JDK's old client reads nothing before it has sent everything.
    private static HttpURLConnection open(String url) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create(url + "/v1/scans/batch").toURL().openConnection();
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        call.setFixedLengthStreamingMode(LINES * (long) LINE.length());
        call.setRequestProperty("Authorization", "Bearer " + ServerProcess.ADMIN_KEY);
        call.setRequestProperty("Content-Type", "application/x-ndjson");
        return call;
    }

    private static void send(OutputStream out) throws IOException {
        byte[] some = LINE.repeat(100).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < LINES; i += 100) {
            out.write(some);
        }
        out.close();
    }
}
