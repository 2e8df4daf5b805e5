package io.lotline.core.testing;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A wire between a client and its server that can lose answers: the server has done what was
/// asked, and the client will never hear of it.
public final class LossyProxy implements AutoCloseable {
    private static final byte[] INSERT = "\u0002insert\u0000".getBytes(StandardCharsets.US_ASCII);

    private final TcpProxy proxy;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    private LossyProxy(int serverPort) {
        this.proxy = TcpProxy.to(serverPort, Inserts::new);
    }

    /// Listens on a free port and forwards to this one.
    public static LossyProxy to(int serverPort) {
        return new LossyProxy(serverPort);
    }

    public int port() {
        return proxy.port();
    }

    /// The connections of the next inserts break when the server answers them.
    public void loseAnswersToInserts(int count) {
        answersToLose.set(count);
    }

    /// How many answers were lost.
    public int lost() {
        return lost.get();
    }

    private final class Inserts implements TcpProxy.Watcher {
        private volatile boolean inserting;

        @Override
        public boolean request(byte[] bytes, int length) {
            // a large one comes in several pieces, of which the first says what it is
            inserting = inserting || TcpProxy.contains(bytes, length, INSERT);
            return true;
        }

        @Override
        public boolean answer(byte[] bytes, int length) {
            boolean inserted = inserting;
            inserting = false;
            if (inserted && answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                lost.incrementAndGet();
                return false;
            }
            return true;
        }
    }

    @Override
    public void close() {
        proxy.close();
    }
}
