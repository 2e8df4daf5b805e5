package io.lotline.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Wires between clients and a server of this machine, which somebody watches and may cut.
final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listener;
    private final int serverPort;
    private final Supplier<? extends Watcher> watchers;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();

    /// Sees what goes over one wire, piece by piece; whoever answers false has cut it.
    interface Watcher {
        boolean request(byte[] bytes, int length);

        default boolean answer(byte[] bytes, int length) {
            return true;
        }
    }

    private TcpProxy(ServerSocket listener, int serverPort, Supplier<? extends Watcher> watchers) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.watchers = watchers;
    }

    /// Listens on a free port and forwards to this one; each wire gets a watcher of its own.
    static TcpProxy to(int serverPort, Supplier<? extends Watcher> watchers) {
        try {
            TcpProxy proxy =
                    new TcpProxy(
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                            serverPort,
                            watchers);
            Thread.startVirtualThread(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Cuts every open wire whose watcher is meant.
    void cut(Predicate<Watcher> meant) {
        wires.stream().filter(wire -> meant.test(wire.watcher)).forEach(Wire::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException closed) {
                return;
            }
            try {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Wire wire = new Wire(client, server, watchers.get());
                wires.add(wire);
                Thread.startVirtualThread(wire::requests);
                Thread.startVirtualThread(wire::answers);
            } catch (IOException serverIsDown) {
                close(client);
            }
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Wire {
        private final Socket client;
        private final Socket server;
        private final Watcher watcher;

        Wire(Socket client, Socket server, Watcher watcher) {
            this.client = client;
            this.server = server;
            this.watcher = watcher;
        }

        void requests() {
            pump(client, server, watcher::request);
        }

        void answers() {
            pump(server, client, watcher::answer);
        }

        private void pump(Socket from, Socket to, Filter filter) {
            byte[] buffer = new byte[BUFFER];
            try {
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
                // the other direction has closed the wire
                return;
            } finally {
                close();
            }
        }

        void close() {
            wires.remove(this);
            TcpProxy.close(client);
            TcpProxy.close(server);
        }
    }

    @FunctionalInterface
    private interface Filter {
        boolean passes(byte[] bytes, int length);
    }

    /// Whether these bytes are among the first `length` of a piece.
    static boolean contains(byte[] bytes, int length, byte[] part) {
        for (int start = 0; start + part.length <= length; start++) {
            int same = 0;
            while (same < part.length && bytes[start + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        close(listener);
        cut(_ -> true);
    }
}
