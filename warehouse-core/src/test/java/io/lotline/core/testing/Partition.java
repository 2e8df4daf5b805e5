package io.lotline.core.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The network of a replica set: every node is spoken to through a proxy of its own, by the other
/// nodes too, so that one node can be cut off together with some clients.
///
/// Who speaks is in the first piece of a connection: nodes say that they are nodes, clients their
/// application's name. Which node speaks is in its heartbeats.
final class Partition implements AutoCloseable {
    private static final byte[] NODE = bytes("internalClient\0");
    private static final byte[] HEARTBEAT = bytes("replSetHeartbeat\0");

    private final List<TcpProxy> proxies = new ArrayList<>();
    private volatile Cut cut = new Cut(-1, "", "");

    /// A node without the others, the name of the clients that are with it, and its address.
    private record Cut(int node, String client, String address) {}

    Partition(int[] serverPorts) {
        for (int node = 0; node < serverPorts.length; node++) {
            int of = node;
            proxies.add(TcpProxy.to(serverPorts[node], () -> new Talk(of)));
        }
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    int port(int node) {
        return proxies.get(node).port();
    }

    /// From now on only clients of this application reach the node, and they reach no other.
    void isolate(int node, String client) {
        cut = new Cut(node, client, "127.0.0.1:" + port(node));
        proxies.forEach(proxy -> proxy.cut(watcher -> !((Talk) watcher).allowed()));
    }

    void heal() {
        cut = new Cut(-1, "", "");
    }

    private final class Talk implements TcpProxy.Watcher {
        private final int to;
        private volatile String first = "";

        Talk(int to) {
            this.to = to;
        }

        @Override
        public boolean request(byte[] bytes, int length) {
            if (first.isEmpty()) {
                first = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            }
            return allowed() && !heartbeatOfTheCutNode(bytes, length);
        }

        @Override
        public boolean answer(byte[] bytes, int length) {
            return allowed();
        }

        boolean allowed() {
            Cut now = cut;
            if (now.node() < 0 || first.isEmpty()) {
                return true;
            }
            if (first.contains(new String(NODE, StandardCharsets.ISO_8859_1))) {
                return to != now.node();
            }
            return first.contains(now.client()) == (to == now.node());
        }

        private boolean heartbeatOfTheCutNode(byte[] bytes, int length) {
            Cut now = cut;
            return now.node() >= 0
                    && TcpProxy.contains(bytes, length, HEARTBEAT)
                    && TcpProxy.contains(bytes, length, bytes(now.address()));
        }
    }

    @Override
    public void close() {
        proxies.forEach(TcpProxy::close);
    }
}
