package io.lotline.ops.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection to the server that is kept, and costs little: what is measured is the server, on
/// the same machine. For one thread.
final class HttpConnection implements AutoCloseable {
    private static final int BUFFER = 8_192;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String key;

    HttpConnection(int port, String key) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
        this.key = key;
    }

    void get(String path) throws IOException {
        send("GET", path, new byte[0]);
    }

    void put(String path, byte[] body) throws IOException {
        send("PUT", path, body);
    }

    void post(String path, byte[] body) throws IOException {
        send("POST", path, body);
    }

    private void send(String method, String path, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(256 + body.length);
        request.writeBytes(
                (method
                                + " "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        out.write(request.toByteArray());
        String status = line(in);
        byte[] answer = body();
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IllegalStateException(
                    "%s %s: %s %s"
                            .formatted(
                                    method,
                                    path,
                                    status,
                                    new String(answer, StandardCharsets.UTF_8)));
        }
    }

    private byte[] body() throws IOException {
        int length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        if (!chunked) {
            return in.readNBytes(length);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
            body.writeBytes(chunk);
        }
        return body.toByteArray();
    }

    /// The next chunk of a body; empty at its end.
    static byte[] chunk(InputStream in) throws IOException {
        byte[] chunk = in.readNBytes(Integer.parseInt(line(in), 16));
        line(in);
        return chunk;
    }

    /// The next line, without its end.
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
