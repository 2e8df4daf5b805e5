package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.lotline.core.eventlog.mongo.NodeRegister.Node;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node's connections with the others that write to the same log. The node that has been there
/// longest writes for those that can reach it, while they write at the same time.
final class NodeLink implements Peers {
    private static final Logger log = LoggerFactory.getLogger(NodeLink.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /// So long after another node's last commit appends are handed over.
    private static final Duration CONTENDED = Duration.ofMillis(500);

    /// So long a node is shown rounds after it last handed something over.
    private static final Duration SHOWN = Duration.ofSeconds(5);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration GREETING_DEADLINE = Duration.ofSeconds(5);
    private static final Duration LEAVE_DEADLINE = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(100);
    private static final int MOST_CONNECTIONS = 32;

    private final ObjectId id = new ObjectId();
    private final NodeKey key = NodeKey.make();
    private final NodeRegister register;
    private final ServerSocket listening;
    private final Node self;
    private final Consumer<PendingAppend> submit;
    private final Consumer<News> tell;
    private final LongSupplier head;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final Set<LinkChannel> writtenFor = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final Thread accepting;
    private final Thread refreshing;
    private volatile @Nullable LinkChannel writer;
    private volatile long contendedNanos = System.nanoTime() - CONTENDED.toNanos();
    private volatile long triedNanos = System.nanoTime() - PAUSE_AFTER_FAILURE.toNanos();
    private volatile boolean closed;

    private NodeLink(
            MongoDatabase database,
            ServerSocket listening,
            String host,
            Consumer<PendingAppend> submit,
            Consumer<News> tell,
            LongSupplier head) {
        this.register = new NodeRegister(database);
        this.listening = listening;
        this.self = new Node(id, host + ":" + listening.getLocalPort(), key.published());
        this.submit = submit;
        this.tell = tell;
        this.head = head;
        this.accepting = Thread.ofVirtual().name("lotline-link").unstarted(this::accept);
        this.refreshing = Thread.ofVirtual().name("lotline-link-register").unstarted(this::refresh);
    }

    /// Listens at `host:port`, and enters that into the register.
    ///
    /// @param submit takes an append of another node
    /// @param tell   takes what the node that writes for this one says
    /// @param head   where this node has come to
    static Peers open(
            MongoDatabase database,
            String address,
            Consumer<PendingAppend> submit,
            Consumer<News> tell,
            LongSupplier head) {
        URI uri = parse(address);
        InetSocketAddress at = socketAddress(uri);
        if (at.getAddress() != null && at.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "other nodes cannot reach this one at '%s'. Maybe its host name and port"
                            .formatted(address));
        }
        try {
            ServerSocket listening = new ServerSocket();
            listening.bind(at);
            NodeLink link = new NodeLink(database, listening, uri.getHost(), submit, tell, head);
            link.accepting.start();
            link.refreshing.start();
            return link;
        } catch (IOException e) {
            log.warn(
                    "This node cannot listen at {} for other nodes: {}. It writes for itself",
                    address,
                    e.getMessage());
            return Peers.NONE;
        }
    }

    private static URI parse(String address) {
        URI uri = URI.create("link://" + address);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "not an address of this node: '%s'. Maybe host:port".formatted(address));
        }
        return uri;
    }

    private static InetSocketAddress socketAddress(URI uri) {
        return new InetSocketAddress(uri.getHost(), Math.max(uri.getPort(), 0));
    }

    private void refresh() {
        try {
            while (!closed) {
                Thread.sleep(enter() ? NodeRegister.REFRESH : PAUSE_AFTER_FAILURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enter() {
        try {
            register.enter(self);
            return true;
        } catch (MongoException e) {
            log.debug("The register of nodes cannot be written now", e);
            return false;
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listening.accept();
                if (free.tryAcquire()) {
                    reader().start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                log.debug("No connection", e);
                LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
            }
        }
    }

    /// A platform thread, as the link's writer: a round of all nodes waits for it, and it must not
    /// queue up behind the callers that the round before has just woken.
    private static Thread.Builder reader() {
        return Thread.ofPlatform().daemon().name("lotline-link-reader");
    }

    /// Writes for another node.
    private void serve(Socket socket) {
        Thread deadline = Thread.startVirtualThread(() -> closeUnlessGreeted(socket));
        try (socket;
                LinkChannel channel = LinkChannel.from(socket, key, register::knows)) {
            deadline.interrupt();
            writtenFor.add(channel);
            try {
                // who has its commits written by another node writes for nobody
                while (!closed && writer == null) {
                    if (LinkMessage.read(channel.receive()) instanceof LinkMessage.Hand hand) {
                        channel.used();
                        hand.write(submit, head, channel::send);
                    }
                }
            } finally {
                writtenFor.remove(channel);
            }
        } catch (IOException | GeneralSecurityException | MongoException e) {
            log.debug("A node's connection ended", e);
        } finally {
            free.release();
        }
    }

    private static void closeUnlessGreeted(Socket socket) {
        try {
            Thread.sleep(GREETING_DEADLINE);
            socket.close();
        } catch (InterruptedException e) {
            // it has greeted
        } catch (IOException e) {
            log.debug("Who does not greet stays connected", e);
        }
    }

    @Override
    public void contended() {
        contendedNanos = System.nanoTime();
        if (writer == null
                && System.nanoTime() - triedNanos > PAUSE_AFTER_FAILURE.toNanos()
                && connecting.compareAndSet(false, true)) {
            reader().start(this::connect);
        }
    }

    /// Finds the node that has been there longest, and hears what it says.
    private void connect() {
        try {
            for (Node node : register.before(id)) {
                if (listenTo(node)) {
                    return;
                }
            }
        } catch (MongoException e) {
            log.debug("The register of nodes cannot be read now", e);
        } finally {
            triedNanos = System.nanoTime();
            connecting.set(false);
        }
    }

    /// Returns when the connection has ended; false where there was none.
    private boolean listenTo(Node node) {
        try (Socket socket = new Socket()) {
            socket.connect(socketAddress(parse(node.address())), (int) CONNECT_TIMEOUT.toMillis());
            try (LinkChannel channel = LinkChannel.to(socket, key, node)) {
                hear(channel, node);
                return true;
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            log.debug("No connection with {}", node.address(), e);
            return false;
        }
    }

    private void hear(LinkChannel channel, Node node) {
        log.info("The node at {} writes for this one while both write", node.address());
        writer = channel;
        writtenFor.forEach(LinkChannel::close);
        try {
            hear(channel);
        } catch (IOException e) {
            log.debug("The connection with {} ended", node.address(), e);
        } finally {
            channel.close();
            writer = null;
            tell.accept(new News.Lost());
        }
        if (!closed) {
            log.info("The node at {} does not write for this one now", node.address());
        }
    }

    private void hear(LinkChannel channel) throws IOException {
        while (!closed) {
            if (LinkMessage.read(channel.receive()) instanceof LinkMessage.Tell said) {
                tell.accept(said.news());
            }
        }
    }

    @Override
    public boolean writeForUs() {
        LinkChannel channel = writer;
        return channel != null
                && channel.isOpen()
                && System.nanoTime() - contendedNanos < CONTENDED.toNanos();
    }

    @Override
    public void hand(List<PendingAppend> appends, long after) {
        LinkChannel channel = writer;
        if (channel == null || !channel.isOpen()) {
            tell.accept(new News.Lost());
        } else {
            channel.send(LinkMessage.hand(appends, after));
        }
    }

    @Override
    public void durable(List<RawBsonDocument> documents, @Nullable BsonDocument time) {
        show(() -> LinkMessage.written(documents, time));
    }

    @Override
    public void moved(long position) {
        show(() -> LinkMessage.back(Set.of(), position));
    }

    private void show(Supplier<byte[]> message) {
        byte[] made = null;
        for (LinkChannel channel : writtenFor) {
            if (channel.usedWithin(SHOWN)) {
                made = made == null ? message.get() : made;
                channel.send(made);
            }
        }
    }

    @Override
    public void leave() {
        LinkChannel channel = writer;
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.close();
        } catch (IOException e) {
            log.debug("The port was not closed", e);
        }
        refreshing.interrupt();
        leave();
        writtenFor.forEach(LinkChannel::close);
        try {
            Thread.startVirtualThread(this::leaveRegister).join(LEAVE_DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leaveRegister() {
        try {
            register.leave(id);
        } catch (MongoException | IllegalStateException e) {
            log.debug("The register of nodes keeps this one for a while", e);
        }
    }
}
