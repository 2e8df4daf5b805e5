package io.lotline.core.testing;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.lotline.core.eventlog.mongo.MongoAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// A real replica set of one `mongod` that takes TLS only and lets in who has a password, with
/// certificates of its own authority.
public final class SecuredMongo implements AutoCloseable {
    public static final String USER = "lotline";
    public static final String PASSWORD = "p@ss/wörd:1";
    private static final String WRITTEN_PASSWORD = "p%40ss%2Fw%C3%B6rd%3A1";
    private static final String STORE_PASSWORD = "changeit";
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process process;

    private SecuredMongo(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static SecuredMongo start(Path folder) throws Exception {
        certify(folder);
        Path key = Files.writeString(folder.resolve("key"), "bG90bGluZXRlc3RrZXk=");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process =
                new ProcessBuilder(
                                Mongod.binary().toString(),
                                "--replSet",
                                "secured",
                                "--bind_ip",
                                "127.0.0.1",
                                "--port",
                                String.valueOf(port),
                                "--dbpath",
                                Files.createDirectories(folder.resolve("db")).toString(),
                                "--nounixsocket",
                                "--wiredTigerCacheSizeGB",
                                "0.25",
                                "--oplogSize",
                                "64",
                                "--auth",
                                "--keyFile",
                                key.toString(),
                                "--tlsMode",
                                "requireTLS",
                                "--tlsCertificateKeyFile",
                                folder.resolve("server.pem").toString(),
                                "--tlsCAFile",
                                folder.resolve("ca.pem").toString(),
                                "--tlsAllowConnectionsWithoutCertificates")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mongod.log").toFile())
                        .start();
        SecuredMongo mongo = new SecuredMongo(folder, port, process);
        mongo.initiate();
        return mongo;
    }

    /// An authority and a server's certificate from it, as PEM files, made by the JDK's own tool.
    private static void certify(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(folder, "-genkeypair -alias ca -keystore ca.p12 -dname CN=Lotline-tests -ext bc:c");
        keytool(folder, "-genkeypair -alias server -keystore server.p12 -dname CN=127.0.0.1");
        keytool(folder, "-certreq -alias server -keystore server.p12 -file server.csr");
        keytool(
                folder,
                "-gencert -alias ca -keystore ca.p12 -infile server.csr -outfile server.crt -rfc -ext san=ip:127.0.0.1,dns:localhost");
        keytool(folder, "-exportcert -alias ca -keystore ca.p12 -file ca.pem -rfc");
        keytool(folder, "-genkeypair -alias ca -keystore other.p12 -dname CN=Somebody -ext bc:c");
        keytool(folder, "-exportcert -alias ca -keystore other.p12 -file other.pem -rfc");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        byte[] key = store.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded();
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        Files.writeString(
                folder.resolve("server.pem"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n%s"
                        .formatted(
                                lines.encodeToString(key),
                                Files.readString(folder.resolve("server.crt"))));
        Certificate[] chain = store.getCertificateChain("server");
        if (chain.length != 1) {
            throw new IllegalStateException("unexpected chain");
        }
    }

    private static void keytool(Path folder, String arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        if (arguments.startsWith("-genkeypair")) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30"));
        }
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool " + arguments + ": " + said);
        }
    }

    /// Over the exception that MongoDB makes for the first user, from this machine.
    private void initiate() {
        Poll.until("the node answers", START_DEADLINE, this::isInitiated);
        Poll.until("the first user", START_DEADLINE, this::hasUser);
    }

    private boolean isInitiated() {
        try (MongoClient client = nobody()) {
            client.getDatabase("admin")
                    .runCommand(
                            new Document(
                                    "replSetInitiate",
                                    new Document("_id", "secured")
                                            .append(
                                                    "members",
                                                    List.of(
                                                            new Document("_id", 0)
                                                                    .append("host", hosts())))));
            return true;
        } catch (MongoException e) {
            return e.getMessage().contains("already initialized");
        }
    }

    private boolean hasUser() {
        try (MongoClient client = nobody()) {
            client.getDatabase("admin")
                    .runCommand(
                            new Document("createUser", USER)
                                    .append("pwd", PASSWORD)
                                    .append("roles", List.of("root")));
            return true;
        } catch (MongoException notYetPrimary) {
            return false;
        }
    }

    private MongoClient nobody() {
        return MongoClients.create(
                new MongoAddress(
                                "mongodb://%s/?tls=true&directConnection=true&serverSelectionTimeoutMS=2000"
                                        .formatted(hosts()),
                                authority())
                        .applyTo(MongoClientSettings.builder())
                        .build());
    }

    public String hosts() {
        return "127.0.0.1:" + port;
    }

    /// With user and password.
    public String uri() {
        return "mongodb://%s:%s@%s/?replicaSet=secured&tls=true"
                .formatted(USER, WRITTEN_PASSWORD, hosts());
    }

    /// Whose certificate the server has.
    public Optional<Path> authority() {
        return Optional.of(folder.resolve("ca.pem"));
    }

    /// Whose it has not.
    public Optional<Path> otherAuthority() {
        return Optional.of(folder.resolve("other.pem"));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("mongod does not end");
        }
    }
}
