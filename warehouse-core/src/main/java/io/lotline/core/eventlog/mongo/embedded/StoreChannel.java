package io.lotline.core.eventlog.mongo.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DefaultSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.util.ReferenceCountUtil;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One end of a connection inside this process: what is written to it is read from its peer. The
/// operating system sees nothing of it.
///
/// The driver makes a client's end and names an address, which says nothing here: a client's end is
/// connected with the server whose [StoreLoops] it runs on. Both ends run on the same event loop,
/// so one thread alone touches them.
public final class StoreChannel extends AbstractChannel implements SocketChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final SocketChannelConfig config = new DefaultSocketChannelConfig(this, new NoSocket());
    private final Queue<Object> arrived = new ArrayDeque<>();
    private @Nullable StoreChannel peer;
    private boolean wantsToRead;
    private volatile boolean open = true;
    private volatile boolean connected;

    /// A client's end, for the driver, which makes it by its class.
    public StoreChannel() {
        super(null);
    }

    private StoreChannel(StoreChannel client) {
        this();
        peer = client;
        connected = true;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new Connecting();
    }

    private final class Connecting extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            if (!(eventLoop().parent() instanceof StoreLoops loops)) {
                safeSetFailure(promise, new ConnectException("No embedded store runs here"));
                return;
            }
            StoreChannel server = new StoreChannel(StoreChannel.this);
            server.pipeline().addLast(loops.serving());
            eventLoop()
                    .register(server)
                    .addListener(
                            (ChannelFuture registered) -> {
                                if (!registered.isSuccess()) {
                                    safeSetFailure(promise, registered.cause());
                                    return;
                                }
                                peer = server;
                                connected = true;
                                if (promise.trySuccess()) {
                                    pipeline().fireChannelActive();
                                } else {
                                    close(voidPromise());
                                }
                            });
        }
    }

    @Override
    protected void doBeginRead() {
        wantsToRead = true;
        deliver();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) throws Exception {
        StoreChannel to = peer;
        if (to == null || !to.open) {
            throw new ClosedChannelException();
        }
        for (Object message = out.current(); message != null; message = out.current()) {
            to.arrived.add(ReferenceCountUtil.retain(message));
            out.remove();
        }
        // not at once: what is written meanwhile, or while this is read, must not overtake it
        eventLoop().execute(to::deliver);
    }

    private void deliver() {
        if (!wantsToRead || arrived.isEmpty()) {
            return;
        }
        wantsToRead = false;
        for (Object message = arrived.poll(); message != null; message = arrived.poll()) {
            pipeline().fireChannelRead(message);
        }
        pipeline().fireChannelReadComplete();
    }

    @Override
    protected void doClose() {
        open = false;
        connected = false;
        arrived.forEach(ReferenceCountUtil::release);
        arrived.clear();
        StoreChannel other = peer;
        peer = null;
        if (other != null && other.open) {
            // behind what was written to it before
            eventLoop().execute(() -> other.unsafe().close(other.voidPromise()));
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("nothing to bind");
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException("bytes only, not " + message.getClass().getName());
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop.parent() instanceof StoreLoops;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return connected;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public SocketChannelConfig config() {
        return config;
    }

    @Override
    public @Nullable ServerSocketChannel parent() {
        return null;
    }

    @Override
    protected SocketAddress localAddress0() {
        return StoreLoops.NOWHERE;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return StoreLoops.NOWHERE;
    }

    @Override
    public InetSocketAddress localAddress() {
        return StoreLoops.NOWHERE;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return StoreLoops.NOWHERE;
    }

    @Override
    public boolean isInputShutdown() {
        return !open;
    }

    @Override
    public boolean isOutputShutdown() {
        return !open;
    }

    @Override
    public boolean isShutdown() {
        return !open;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return close();
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return close(promise);
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return close();
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        return close(promise);
    }

    @Override
    public ChannelFuture shutdown() {
        return close();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return close(promise);
    }

    /// Takes the options that the driver sets on a socket, and is none.
    private static final class NoSocket extends Socket {
        @Override
        public void setTcpNoDelay(boolean on) {
            // nothing is delayed here
        }

        @Override
        public void setKeepAlive(boolean on) {
            // nothing can get lost here
        }
    }
}
