package io.lotline.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Sends what no client library would send, and answers with what came back, head and body.
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    static String send(URI address, String request) {
        return send(address, "127.0.0.1", request);
    }

    /// @param from the address of this machine to send from
    static String send(URI address, String from, String request) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            IOException cutShort = write(socket, request);
            return read(socket, cutShort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server that refuses a request by its head answers and hangs up while the rest of it is
    /// still being written: that is no failure, if there is an answer.
    private static @Nullable IOException write(Socket socket, String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return null;
        } catch (IOException hungUp) {
            return hungUp;
        }
    }

    private static String read(Socket socket, @Nullable IOException cutShort) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] some = new byte[8_192];
        try {
            InputStream in = socket.getInputStream();
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                answer.write(some, 0, length);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            if (answer.size() == 0) {
                throw reset;
            }
        }
        if (answer.size() == 0 && cutShort != null) {
            throw cutShort;
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /// A request line with the headers that each needs.
    static String request(String method, String target, String... headers) {
        StringBuilder request =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return request.append("Connection: close\r\n\r\n").toString();
    }
}
