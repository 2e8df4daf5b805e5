package io.lotline.ops.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A batch of scans that goes on until it is closed: one thread sends lines, another one counts
/// their answers.
final class BatchRequest implements AutoCloseable {
    private static final int BUFFER = 65_536;
    private static final int LINES_A_CHUNK = 32;
    private static final byte[] ACCEPTED = "\"status\":200,".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final Supplier<byte[]> lines;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stop;
    private final Thread sender;
    private final Thread reader;

    private BatchRequest(int port, Supplier<byte[]> lines) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.lines = lines;
        this.sender = Thread.ofVirtual().unstarted(() -> guarded(this::send));
        this.reader = Thread.ofVirtual().unstarted(() -> guarded(this::read));
    }

    static BatchRequest open(int port, Supplier<byte[]> lines) throws IOException {
        BatchRequest request = new BatchRequest(port, lines);
        request.sender.start();
        request.reader.start();
        return request;
    }

    long answered() {
        return answered.get();
    }

    private interface Exchange {
        void run() throws IOException;
    }

    private void guarded(Exchange exchange) {
        try {
            exchange.run();
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send() throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(
                ("POST /v1/scans/batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + BenchServer.KEY
                                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        while (!stop) {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            for (int i = 0; i < LINES_A_CHUNK; i++) {
                chunk.writeBytes(lines.get());
                chunk.write('\n');
            }
            // no further ahead than what is measured needs
            out.write(
                    (Integer.toHexString(chunk.size()) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            chunk.writeTo(out);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void read() throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        String status = HttpConnection.line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(status);
        }
        while (!HttpConnection.line(in).isEmpty()) {
            // headers
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte[] chunk = HttpConnection.chunk(in);
                chunk.length > 0;
                chunk = HttpConnection.chunk(in)) {
            for (byte next : chunk) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                if (indexOf(line.toByteArray(), ACCEPTED) < 0) {
                    throw new IllegalStateException(line.toString(StandardCharsets.UTF_8));
                }
                line.reset();
                answered.incrementAndGet();
            }
        }
    }

    private static int indexOf(byte[] line, byte[] part) {
        for (int at = 0; at + part.length <= line.length; at++) {
            if (Arrays.equals(line, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    /// Ends the request and waits for its last answer.
    @Override
    public void close() throws IOException, InterruptedException {
        stop = true;
        sender.join();
        reader.join();
        socket.close();
        if (failure.get() != null) {
            throw new IllegalStateException("the batch failed", failure.get());
        }
    }
}
