package io.lotline.core.eventlog.mongo.embedded;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.TransportSettings;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The threads that answer MongoDB's protocol inside this process: whoever has them reaches the
/// backend, and there is no other way to it.
final class StoreLoops extends DefaultEventLoopGroup {
    /// What the driver is told for an address; it is never looked up, bound or connected to.
    static final InetSocketAddress NOWHERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final MongoBackend backend;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    StoreLoops(MongoBackend backend) {
        super(0, Thread.ofPlatform().daemon().name("lotline-store-", 0).factory());
        this.backend = backend;
    }

    /// Makes a client's settings those of a client of this backend.
    MongoClientSettings.Builder applyTo(MongoClientSettings.Builder client) {
        return client.applyToClusterSettings(
                        cluster ->
                                cluster.hosts(List.of(new ServerAddress(NOWHERE)))
                                        .mode(ClusterConnectionMode.SINGLE))
                .transportSettings(
                        TransportSettings.nettyBuilder()
                                .socketChannelClass(StoreChannel.class)
                                .eventLoopGroup(this)
                                .build())
                .retryWrites(false);
    }

    /// What answers at the server's end of a new connection.
    ChannelHandler serving() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(new MongoWireReplyEncoder())
                        .addLast(new MongoWireMessageEncoder())
                        .addLast(new MongoWireProtocolHandler())
                        .addLast(new MongoDatabaseHandler(backend, clients))
                        .addLast(new MongoExceptionHandler());
            }
        };
    }

    /// Ends the connections, then the threads.
    @Override
    public void close() {
        clients.close().awaitUninterruptibly();
        shutdownGracefully(0, 5, TimeUnit.SECONDS);
        terminationFuture().awaitUninterruptibly();
        backend.close();
    }
}
