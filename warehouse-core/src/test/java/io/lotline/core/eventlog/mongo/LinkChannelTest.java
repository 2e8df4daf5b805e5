package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.mongo.NodeRegister.Node;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who may talk to a node, and what becomes of what somebody in between changes.
@Timeout(30)
class LinkChannelTest {
    private static final int GREETING_BYTES = 12 + 32;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final NodeKey listenersKey = new NodeKey();
    private final NodeKey callersKey = new NodeKey();
    private final Node caller = new Node(new ObjectId(), "", new Binary(callersKey.published()));
    private final Map<ObjectId, Node> register = Map.of(caller.id(), caller);
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        threads.close();
    }

    private Node listener() {
        return new Node(
                new ObjectId(),
                "127.0.0.1:" + listening.getLocalPort(),
                new Binary(listenersKey.published()));
    }

    private Future<LinkChannel> accepted() {
        return threads.submit(
                () -> LinkChannel.from(listening.accept(), listenersKey, register::get));
    }

    private Socket socket(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private LinkChannel call(int port) throws IOException, GeneralSecurityException {
        return LinkChannel.to(socket(port), caller.id(), callersKey, listener());
    }

    @Test
    void messages_arrive_in_order_both_ways() throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (LinkChannel here = call(listening.getLocalPort());
                LinkChannel there = accepted.get()) {
            byte[] large = new byte[3_000_000];
            large[2_999_999] = 1;
            here.send("收货".getBytes(StandardCharsets.UTF_8));
            here.send(large);
            there.send(new byte[0]);

            assertThat(there.receive()).asString(StandardCharsets.UTF_8).isEqualTo("收货");
            assertThat(there.receive()).isEqualTo(large);
            assertThat(here.receive()).isEmpty();
        }
    }

    @Test
    void a_burst_of_small_messages_arrives_whole() throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (LinkChannel here = call(listening.getLocalPort());
                LinkChannel there = accepted.get()) {
            for (int i = 0; i < 5_000; i++) {
                here.send(new byte[] {(byte) i});
            }
            for (int i = 0; i < 5_000; i++) {
                assertThat(there.receive()).containsExactly((byte) i);
            }
        }
    }

    @Test
    void who_does_not_read_is_cut_off() throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (LinkChannel here = call(listening.getLocalPort());
                LinkChannel there = accepted.get()) {
            byte[] large = new byte[8 * 1024 * 1024];
            for (int i = 0; i < 20; i++) {
                here.send(large);
            }
            assertThat(here.isOpen()).isFalse();
            assertThat(there.isOpen()).isTrue();
        }
    }

    @Test
    void nobody_talks_to_a_node_without_being_registered() throws Exception {
        Future<LinkChannel> accepted = accepted();
        Callable<LinkChannel> call =
                () ->
                        LinkChannel.to(
                                socket(listening.getLocalPort()),
                                new ObjectId(),
                                callersKey,
                                listener());

        Future<LinkChannel> refused = threads.submit(call);

        assertThatThrownBy(accepted::get).hasMessageContaining("not a node of this log");
        assertThatThrownBy(refused::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void who_has_only_read_the_register_cannot_pretend() throws Exception {
        Future<LinkChannel> accepted = accepted();
        Callable<LinkChannel> call =
                () ->
                        LinkChannel.to(
                                socket(listening.getLocalPort()),
                                caller.id(),
                                new NodeKey(),
                                listener());

        Future<LinkChannel> refused = threads.submit(call);

        assertThatThrownBy(accepted::get).hasMessageContaining("not a message of that node");
        assertThatThrownBy(refused::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void who_listens_must_be_who_is_registered() throws Exception {
        Future<LinkChannel> accepted =
                threads.submit(
                        () -> LinkChannel.from(listening.accept(), new NodeKey(), register::get));
        Future<LinkChannel> refused = threads.submit(() -> call(listening.getLocalPort()));

        assertThatThrownBy(refused::get).hasMessageContaining("not a message of that node");
        assertThatThrownBy(accepted::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_changed_byte_ends_the_connection() throws Exception {
        byte[] message = "hand me over".getBytes(StandardCharsets.UTF_8);
        assertThat(afterProxy(message, UnaryOperator.identity())).isEqualTo(message);
        assertThatThrownBy(
                        () ->
                                afterProxy(
                                        message,
                                        bytes -> {
                                            bytes[3] ^= 1;
                                            return bytes;
                                        }))
                .hasMessageContaining("not a message of that node");
    }

    @Test
    void a_message_that_comes_again_ends_the_connection() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<LinkChannel> accepted = accepted();
            threads.submit(() -> pass(proxy, UnaryOperator.identity(), 2));
            try (LinkChannel here = call(proxy.getLocalPort());
                    LinkChannel there = accepted.get(10, TimeUnit.SECONDS)) {
                here.send(new byte[] {7});

                assertThat(there.receive()).containsExactly(7);
                assertThatThrownBy(there::receive)
                        .hasMessageContaining("not a message of that node");
            }
        }
    }

    /// What arrives behind somebody who does this to the first message.
    private byte[] afterProxy(byte[] message, UnaryOperator<byte[]> change) throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<LinkChannel> accepted = accepted();
            threads.submit(() -> pass(proxy, change, 1));
            try (LinkChannel here = call(proxy.getLocalPort());
                    LinkChannel there = accepted.get(10, TimeUnit.SECONDS)) {
                here.send(message);
                return there.receive();
            }
        }
    }

    /// Passes on both greetings, and then one message of the caller, so many times.
    private Void pass(ServerSocket proxy, UnaryOperator<byte[]> change, int times)
            throws IOException {
        try (Socket near = proxy.accept();
                Socket far = socket(listening.getLocalPort())) {
            DataInputStream in = new DataInputStream(near.getInputStream());
            DataOutputStream out = new DataOutputStream(far.getOutputStream());
            threads.submit(() -> far.getInputStream().transferTo(near.getOutputStream()));
            out.write(in.readNBytes(GREETING_BYTES));
            frame(out, frame(in), UnaryOperator.identity());
            byte[] bytes = frame(in);
            for (int i = 0; i < times; i++) {
                frame(out, bytes.clone(), change);
            }
            in.readAllBytes();
        }
        return null;
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void frame(DataOutputStream out, byte[] bytes, UnaryOperator<byte[]> change)
            throws IOException {
        out.writeInt(bytes.length);
        out.write(change.apply(bytes));
    }
}
