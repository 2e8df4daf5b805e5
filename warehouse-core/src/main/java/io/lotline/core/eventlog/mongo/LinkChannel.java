package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.mongo.NodeRegister.Node;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.bson.types.Binary;

/// A connection between two nodes: messages in order, over TLS 1.3. Each side shows a certificate,
/// and the other accepts it only for the fingerprint that stands in the register.
final class LinkChannel implements Closeable {
    /// What is said, and how: nodes of releases that differ in it do not talk.
    static final String PROTOCOL = "lotline-link/3";

    private static final String[] VERSIONS = {"TLSv1.3"};
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(2);
    private static final int LONGEST_MESSAGE = 64 * 1024 * 1024;
    private static final int LONGEST_GREETING = 64;
    private static final long MOST_QUEUED_BYTES = 64L * 1024 * 1024;
    private static final int IDLE_SECONDS_BEFORE_PROBES = 30;
    private static final int READ_BYTES = 32 * 1024;
    private static final byte[] GREETING = {};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Thread writer;
    private volatile long usedNanos = System.nanoTime();

    /// Closing the socket below ends whatever waits; closing TLS would wait for what is being
    /// written. That nobody cut a message short is known by its length.
    private LinkChannel(Socket socket, SSLContext context, boolean listens) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS_BEFORE_PROBES);
        socket.setSoTimeout((int) GREETING_TIMEOUT.toMillis());
        SSLSocket secured =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(
                                        socket,
                                        socket.getInetAddress().getHostAddress(),
                                        socket.getPort(),
                                        true);
        secured.setUseClientMode(!listens);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setApplicationProtocols(new String[] {PROTOCOL});
        if (listens) {
            parameters.setNeedClientAuth(true);
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        if (!PROTOCOL.equals(secured.getApplicationProtocol())) {
            throw new IOException("not a node that speaks " + PROTOCOL);
        }
        this.in =
                new DataInputStream(new BufferedInputStream(secured.getInputStream(), READ_BYTES));
        this.out = secured.getOutputStream();
        // who connects is done before the other side has seen its certificate
        write(GREETING);
        receive(LONGEST_GREETING);
        socket.setSoTimeout(0);
        // a virtual one would queue up behind the callers that a round has just woken
        this.writer =
                Thread.ofPlatform().daemon().name("lotline-link-writer").start(this::writeQueue);
    }

    /// Connects to the node that listens at the other end.
    static LinkChannel to(Socket socket, NodeKey key, Node other)
            throws IOException, GeneralSecurityException {
        return open(socket, key.context(other.key()::equals), false);
    }

    /// Answers a node that connects.
    ///
    /// @param registered whether a node has such a key
    static LinkChannel from(Socket socket, NodeKey key, Predicate<Binary> registered)
            throws IOException, GeneralSecurityException {
        return open(socket, key.context(registered), true);
    }

    /// Who is not greeted is not kept waiting.
    private static LinkChannel open(Socket socket, SSLContext context, boolean listens)
            throws IOException {
        try {
            return new LinkChannel(socket, context, listens);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Puts a message on its way. A node that does not keep up is cut off.
    void send(byte[] message) {
        queue.add(message);
        if (queuedBytes.addAndGet(message.length) > MOST_QUEUED_BYTES) {
            close();
        }
    }

    /// The next message. For one thread.
    byte[] receive() throws IOException {
        return receive(LONGEST_MESSAGE);
    }

    private byte[] receive(int longest) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > longest) {
            throw new IOException("a message of %d bytes".formatted(length));
        }
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
            throw new EOFException("%d of %d bytes of a message".formatted(message.length, length));
        }
        return message;
    }

    private void writeQueue() {
        try {
            while (!socket.isClosed()) {
                byte[] message = queue.take();
                queuedBytes.addAndGet(-message.length);
                write(message);
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(byte[] message) throws IOException {
        out.write(
                ByteBuffer.allocate(Integer.BYTES + message.length)
                        .putInt(message.length)
                        .put(message)
                        .array());
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /// It was of use.
    void used() {
        usedNanos = System.nanoTime();
    }

    boolean usedWithin(Duration time) {
        return System.nanoTime() - usedNanos < time.toNanos();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
        Thread waiting = writer;
        if (waiting != null) {
            waiting.interrupt();
        }
    }
}
