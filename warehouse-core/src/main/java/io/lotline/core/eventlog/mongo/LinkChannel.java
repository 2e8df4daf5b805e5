package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.mongo.NodeRegister.Node;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import jdk.net.ExtendedSocketOptions;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A connection between two nodes: messages in order, encrypted and authenticated (AES-GCM, a key
/// for each direction of each connection, the number of the message as its nonce).
///
/// Each side proves that it has the private key to what stands in the register under its id, since
/// nobody else can make a message that the other side can read.
final class LinkChannel implements Closeable {
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(2);
    private static final int ID_BYTES = 12;
    private static final int SALT_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST_MESSAGE = 64 * 1024 * 1024;
    private static final int LONGEST_GREETING = 64;
    private static final long MOST_QUEUED_BYTES = 64L * 1024 * 1024;
    private static final int IDLE_SECONDS_BEFORE_PROBES = 30;
    private static final byte[] GREETING = {};
    private static final String TO_LISTENER = "lotline link 2, to who listens";
    private static final String FROM_LISTENER = "lotline link 2, from who listens";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Direction outgoing;
    private final Direction incoming;
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Thread writer;
    private volatile long usedNanos = System.nanoTime();

    /// The messages of one direction, of which there can be no two with one number.
    private static final class Direction {
        private final Cipher cipher;
        private final SecretKey key;
        private long count;

        Direction(SecretKey key) throws GeneralSecurityException {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
            this.key = key;
        }

        byte[] next(int mode, byte[] message) throws IOException {
            byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(4, count++).array();
            try {
                cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
                return cipher.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw new IOException("not a message of that node", e);
            }
        }
    }

    private LinkChannel(Socket socket, SecretKey to, SecretKey from)
            throws IOException, GeneralSecurityException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.outgoing = new Direction(to);
        this.incoming = new Direction(from);
        write(GREETING);
        receive(LONGEST_GREETING);
        socket.setSoTimeout(0);
        // a virtual one would queue up behind the callers that a round has just woken
        this.writer =
                Thread.ofPlatform().daemon().name("lotline-link-writer").start(this::writeQueue);
    }

    /// Greets the node that listens at the other end.
    static LinkChannel to(Socket socket, ObjectId self, NodeKey key, Node other)
            throws IOException, GeneralSecurityException {
        prepare(socket);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] salt = salt();
        out.write(self.toByteArray());
        out.write(salt);
        byte[] salts = concat(salt, in.readNBytes(SALT_BYTES));
        return new LinkChannel(
                socket,
                key.agree(other.key().getData(), salts, TO_LISTENER),
                key.agree(other.key().getData(), salts, FROM_LISTENER));
    }

    /// Answers a node's greeting.
    static LinkChannel from(Socket socket, NodeKey key, Function<ObjectId, @Nullable Node> register)
            throws IOException, GeneralSecurityException {
        prepare(socket);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] id = in.readNBytes(ID_BYTES);
        byte[] theirs = in.readNBytes(SALT_BYTES);
        if (id.length < ID_BYTES || theirs.length < SALT_BYTES) {
            throw new IOException("no greeting");
        }
        Node other = register.apply(new ObjectId(id));
        if (other == null) {
            throw new IOException("not a node of this log: " + new ObjectId(id));
        }
        byte[] salt = salt();
        out.write(salt);
        byte[] salts = concat(theirs, salt);
        return new LinkChannel(
                socket,
                key.agree(other.key().getData(), salts, FROM_LISTENER),
                key.agree(other.key().getData(), salts, TO_LISTENER));
    }

    private static void prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS_BEFORE_PROBES);
        socket.setSoTimeout((int) GREETING_TIMEOUT.toMillis());
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
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
        byte[] sealed = in.readNBytes(length);
        return incoming.next(Cipher.DECRYPT_MODE, sealed);
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
        byte[] sealed = outgoing.next(Cipher.ENCRYPT_MODE, message);
        byte[] frame =
                ByteBuffer.allocate(Integer.BYTES + sealed.length)
                        .putInt(sealed.length)
                        .put(sealed)
                        .array();
        out.write(frame);
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
