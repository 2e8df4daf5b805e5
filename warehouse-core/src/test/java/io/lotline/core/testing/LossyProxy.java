package io.lotline.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A wire between a client and its server that can lose answers: the server has done what was
/// asked, and the client will never hear of it.
public final class LossyProxy implements AutoCloseable {
    private static final byte[] INSERT = "\u0002insert\u0000".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LossyProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    /// Listens on a free port and forwards to this one.
    public static LossyProxy to(int serverPort) {
        try {
            LossyProxy proxy =
                    new LossyProxy(
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
            Thread.startVirtualThread(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The connections of the next inserts break when the server answers them.
    public void loseAnswersToInserts(int count) {
        answersToLose.set(count);
    }

    /// How many answers were lost.
    public int lost() {
        return lost.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                Wire wire = new Wire(client, server);
                Thread.startVirtualThread(wire::requests);
                Thread.startVirtualThread(wire::answers);
            } catch (IOException e) {
                // closed
                return;
            }
        }
    }

    private final class Wire {
        private final Socket client;
        private final Socket server;
        private volatile boolean inserting;

        Wire(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            pump(
                    client,
                    server,
                    (bytes, length) -> {
                        inserting = contains(bytes, length);
                        return true;
                    });
        }

        void answers() {
            pump(
                    server,
                    client,
                    (bytes, length) -> {
                        if (inserting && answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                            lost.incrementAndGet();
                            return false;
                        }
                        return true;
                    });
        }

        private void pump(Socket from, Socket to, Filter filter) {
            byte[] buffer = new byte[BUFFER];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (!filter.passes(buffer, length)) {
                        return;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // the other direction has closed the connection
                return;
            } finally {
                open.remove(from);
                open.remove(to);
            }
        }
    }

    private static boolean contains(byte[] bytes, int length) {
        for (int start = 0; start + INSERT.length <= length; start++) {
            if (Arrays.equals(bytes, start, start + INSERT.length, INSERT, 0, INSERT.length)) {
                return true;
            }
        }
        return false;
    }

    @FunctionalInterface
    private interface Filter {
        boolean passes(byte[] bytes, int length);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
