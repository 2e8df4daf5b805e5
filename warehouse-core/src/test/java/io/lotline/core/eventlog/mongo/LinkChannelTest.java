package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.mongo.NodeRegister.Node;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may talk to a node, and what becomes of what somebody in between changes.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinkChannelTest {
    private static final byte[] MESSAGE = "hand me over".getBytes(StandardCharsets.UTF_8);
    private static final int RECORD_HEADER = 5;
    private static final Predicate<Binary> ANYBODY = _ -> true;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final NodeKey listenersKey = NodeKey.make();
    private final NodeKey callersKey = NodeKey.make();
    private final Predicate<Binary> registered = callersKey.published()::equals;
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

    private Future<LinkChannel> accepted(NodeKey key, Predicate<Binary> known) {
        return threads.submit(() -> LinkChannel.from(listening.accept(), key, known));
    }

    private Future<LinkChannel> accepted() {
        return accepted(listenersKey, registered);
    }

    private Socket socket(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private Future<LinkChannel> called(int port, NodeKey key) {
        Node listener = new Node(new ObjectId(), "127.0.0.1:" + port, listenersKey.published());
        return threads.submit(() -> LinkChannel.to(socket(port), key, listener));
    }

    private Future<LinkChannel> called(NodeKey key) {
        return called(listening.getLocalPort(), key);
    }

    private Future<LinkChannel> called() {
        return called(callersKey);
    }

    private static void assertRefused(Future<LinkChannel> channel) {
        assertThatThrownBy(channel::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    private static void assertRefused(Future<LinkChannel> channel, String why) {
        assertRefused(channel);
        assertThatThrownBy(channel::get).hasStackTraceContaining(why);
    }

    @Test
    void messages_arrive_in_order_both_ways() throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (LinkChannel here = called().get();
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
        try (LinkChannel here = called().get();
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
    void large_messages_cross_each_other() throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (LinkChannel here = called().get();
                LinkChannel there = accepted.get()) {
            byte[] large = new byte[8 * 1024 * 1024];
            here.send(large);
            there.send(large);
            Future<byte[]> arrived = threads.submit(here::receive);

            assertThat(there.receive()).hasSize(large.length);
            assertThat(arrived.get()).hasSize(large.length);
        }
    }

    @Test
    void who_does_not_read_is_cut_off() throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (LinkChannel here = called().get();
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
    void closing_does_not_wait_for_who_does_not_read_and_ends_the_wait_for_a_message()
            throws Exception {
        Future<LinkChannel> accepted = accepted();
        LinkChannel here = called().get();
        try (LinkChannel there = accepted.get()) {
            here.send(new byte[32 * 1024 * 1024]);
            there.send(MESSAGE);
            assertThat(here.receive()).isEqualTo(MESSAGE);
            Future<byte[]> waiting = threads.submit(here::receive);

            Future<?> closed = threads.submit(here::close);

            assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
            assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(there::receive).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 * 1024 + 1, -1})
    void a_message_longer_than_any_ends_the_connection(int length) throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (SSLSocket node =
                shakenHands(callersKey.context(ANYBODY), "TLSv1.3", LinkChannel.PROTOCOL)) {
            DataOutputStream out = new DataOutputStream(node.getOutputStream());
            out.writeInt(0);
            try (LinkChannel there = accepted.get()) {
                out.writeInt(length);

                assertThatThrownBy(there::receive).hasMessage("a message of %d bytes", length);
            }
        }
    }

    @Test
    void nobody_talks_to_a_node_without_being_registered() {
        Future<LinkChannel> accepted = accepted();
        Future<LinkChannel> stranger = called(NodeKey.make());

        assertRefused(accepted, "not a node of this log");
        assertRefused(stranger);
    }

    /// The control: only the pin keeps the stranger out.
    @Test
    void a_listener_that_does_not_look_at_the_pin_lets_the_stranger_in() throws Exception {
        Future<LinkChannel> accepted = accepted(listenersKey, ANYBODY);
        try (LinkChannel stranger = called(NodeKey.make()).get();
                LinkChannel there = accepted.get()) {
            stranger.send(MESSAGE);
            assertThat(there.receive()).isEqualTo(MESSAGE);
        }
    }

    @Test
    void who_has_only_read_the_register_and_seen_the_certificate_cannot_pretend() throws Exception {
        Future<LinkChannel> accepted = accepted();
        Future<LinkChannel> stranger = called(pretending(callersKey));

        // its signature is of another key
        assertRefused(accepted, "CertificateVerify");
        assertRefused(stranger);
    }

    @Test
    void who_listens_must_be_who_is_registered() {
        Future<LinkChannel> accepted = accepted(NodeKey.make(), registered);
        Future<LinkChannel> caller = called();

        assertRefused(caller, "not a node of this log");
        assertRefused(accepted);
    }

    @Test
    void who_listens_cannot_pretend_either() throws Exception {
        Future<LinkChannel> accepted = accepted(pretending(listenersKey), registered);
        Future<LinkChannel> caller = called();

        assertRefused(caller, "CertificateVerify");
        assertRefused(accepted);
    }

    @Test
    void another_node_of_the_log_is_not_the_node_that_is_meant() {
        // it is registered, too, but it listens where the other one should
        NodeKey third = NodeKey.make();
        Future<LinkChannel> accepted = accepted(third, registered);

        assertRefused(called(), "not a node of this log");
        assertRefused(accepted);
    }

    @Test
    void who_shows_no_certificate_is_refused() throws Exception {
        SSLContext none = SSLContext.getInstance("TLSv1.3");
        none.init(new KeyManager[0], new TrustManager[] {new PinnedTrust(ANYBODY)}, null);
        Future<LinkChannel> accepted = accepted();
        try (Socket stranger = shakenHands(none, "TLSv1.3", LinkChannel.PROTOCOL)) {
            // TLS 1.3 tells who connects only after its own handshake
            assertThatThrownBy(() -> stranger.getInputStream().read())
                    .isInstanceOf(IOException.class);
        }
        assertRefused(accepted, "Empty client certificate chain");
    }

    @Test
    void tls_1_2_is_refused_even_with_the_right_key() throws Exception {
        Future<LinkChannel> accepted = accepted();
        SSLContext context = callersKey.context(ANYBODY);

        assertThatThrownBy(() -> shakenHands(context, "TLSv1.2", LinkChannel.PROTOCOL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("protocol_version");
        assertRefused(accepted, "are not accepted by server preferences");
    }

    @Test
    void a_listener_that_knows_only_tls_1_2_is_refused() throws Exception {
        Future<Void> accepted =
                threads.submit(
                        () -> {
                            try (SSLSocket there =
                                    secured(
                                            listening.accept(),
                                            listenersKey.context(ANYBODY),
                                            false,
                                            "TLSv1.2",
                                            LinkChannel.PROTOCOL)) {
                                there.startHandshake();
                            }
                            return null;
                        });

        assertRefused(called());
        assertThatThrownBy(accepted::get).hasCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lotline-link/2", "h2"})
    void who_speaks_otherwise_is_refused_even_with_the_right_key(String protocol) throws Exception {
        Future<LinkChannel> accepted = accepted();
        SSLContext context = callersKey.context(ANYBODY);

        assertThatThrownBy(
                        () -> {
                            try (SSLSocket other = shakenHands(context, "TLSv1.3", protocol)) {
                                other.getOutputStream().write(new byte[Integer.BYTES]);
                                // the greeting never comes
                                new DataInputStream(other.getInputStream()).readInt();
                            }
                        })
                .isInstanceOf(IOException.class);
        assertRefused(accepted);
    }

    @Test
    void who_does_not_speak_tls_is_refused() throws Exception {
        Future<LinkChannel> accepted = accepted();
        try (Socket plain = socket(listening.getLocalPort())) {
            plain.getOutputStream().write(new byte[64]);
            assertRefused(accepted);
        }
    }

    @Test
    void what_somebody_in_between_passes_on_arrives_and_he_cannot_read_it() throws Exception {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        assertThat(
                        afterProxy(
                                MESSAGE,
                                bytes -> {
                                    seen.writeBytes(bytes);
                                    return List.of(bytes);
                                }))
                .isEqualTo(MESSAGE);
        assertThat(seen.size()).isGreaterThan(MESSAGE.length);
        assertThat(seen.toString(StandardCharsets.ISO_8859_1)).doesNotContain("hand me");
    }

    @Test
    void a_changed_byte_ends_the_connection() {
        assertThatThrownBy(
                        () ->
                                afterProxy(
                                        MESSAGE,
                                        bytes -> {
                                            bytes[RECORD_HEADER + 3] ^= 1;
                                            return List.of(bytes);
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Tag mismatch");
    }

    @Test
    void a_message_that_comes_again_ends_the_connection() throws Exception {
        try (Proxy proxy = new Proxy(bytes -> List.of(bytes, bytes))) {
            Future<LinkChannel> accepted = accepted();
            try (LinkChannel here = called(proxy.port(), callersKey).get();
                    LinkChannel there = accepted.get()) {
                proxy.armed.set(true);
                here.send(MESSAGE);

                assertThat(there.receive()).isEqualTo(MESSAGE);
                assertThatThrownBy(there::receive).hasMessageContaining("Tag mismatch");
            }
        }
    }

    @Test
    void a_message_that_is_cut_in_the_middle_is_none() {
        assertThatThrownBy(
                        () ->
                                afterProxy(
                                        MESSAGE,
                                        bytes ->
                                                List.of(
                                                        Arrays.copyOf(bytes, bytes.length / 2),
                                                        Proxy.END)))
                .isInstanceOf(IOException.class);
        // the records of a long message are whole, but not all of them come
        assertThatThrownBy(() -> afterProxy(new byte[100_000], bytes -> List.of(bytes, Proxy.END)))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("of 100000 bytes of a message");
    }

    @Test
    void who_says_again_what_a_node_once_said_is_refused() throws Exception {
        byte[] said;
        try (Proxy proxy = new Proxy(List::of)) {
            Future<LinkChannel> accepted = accepted();
            try (LinkChannel here = called(proxy.port(), callersKey).get();
                    LinkChannel there = accepted.get()) {
                here.send(MESSAGE);
                assertThat(there.receive()).isEqualTo(MESSAGE);
                said = proxy.passed();
            }
        }
        Future<LinkChannel> accepted = accepted();
        try (Socket again = socket(listening.getLocalPort())) {
            again.getOutputStream().write(said);

            assertRefused(accepted);
        }
    }

    /// Shows the certificate of a node without having the key to it.
    private static NodeKey pretending(NodeKey node) throws Exception {
        return new NodeKey(
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate(),
                node.certificate());
    }

    /// Somebody on the way from the caller to the listener, who does something to the next record
    /// of the caller once he is armed.
    private final class Proxy implements AutoCloseable {
        private static final byte[] END = {};

        private final ServerSocket near = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Function<byte[], List<byte[]>> change;
        private final AtomicBoolean armed = new AtomicBoolean();
        private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

        Proxy(Function<byte[], List<byte[]>> change) throws IOException {
            this.change = change;
            threads.submit(this::pass);
        }

        int port() {
            return near.getLocalPort();
        }

        byte[] passed() {
            synchronized (passed) {
                return passed.toByteArray();
            }
        }

        private Void pass() throws IOException {
            try (Socket caller = near.accept();
                    Socket listener = socket(listening.getLocalPort())) {
                threads.submit(
                        () -> listener.getInputStream().transferTo(caller.getOutputStream()));
                DataInputStream in = new DataInputStream(caller.getInputStream());
                while (true) {
                    byte[] record = record(in);
                    List<byte[]> instead =
                            armed.getAndSet(false) ? change.apply(record) : List.of(record);
                    for (byte[] bytes : instead) {
                        if (bytes == END) {
                            return null;
                        }
                        synchronized (passed) {
                            passed.writeBytes(bytes);
                        }
                        listener.getOutputStream().write(bytes);
                    }
                }
            }
        }

        private static byte[] record(DataInputStream in) throws IOException {
            byte[] header = new byte[RECORD_HEADER];
            in.readFully(header);
            byte[] record =
                    Arrays.copyOf(header, RECORD_HEADER + ByteBuffer.wrap(header).getShort(3));
            in.readFully(record, RECORD_HEADER, record.length - RECORD_HEADER);
            return record;
        }

        @Override
        public void close() throws IOException {
            near.close();
        }
    }

    /// What arrives behind somebody who does this to the next record after the greeting.
    private byte[] afterProxy(byte[] message, Function<byte[], List<byte[]>> change)
            throws Exception {
        try (Proxy proxy = new Proxy(change)) {
            Future<LinkChannel> accepted = accepted();
            try (LinkChannel here = called(proxy.port(), callersKey).get();
                    LinkChannel there = accepted.get()) {
                proxy.armed.set(true);
                here.send(message);
                return there.receive();
            }
        }
    }

    private SSLSocket shakenHands(SSLContext context, String version, String protocol)
            throws IOException {
        SSLSocket secured =
                secured(socket(listening.getLocalPort()), context, true, version, protocol);
        secured.startHandshake();
        return secured;
    }

    private static SSLSocket secured(
            Socket socket, SSLContext context, boolean connects, String version, String protocol)
            throws IOException {
        SSLSocket secured =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(socket, "127.0.0.1", socket.getPort(), true);
        secured.setUseClientMode(connects);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        if (!protocol.isEmpty()) {
            parameters.setApplicationProtocols(new String[] {protocol});
        }
        secured.setSSLParameters(parameters);
        return secured;
    }
}
