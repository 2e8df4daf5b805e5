package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.StoreNotOpened;
import io.lotline.core.testing.SecuredMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replica set that takes TLS and a password only; what refuses to open says so in a sentence
/// that names the host and never the password.
class SecuredMongoTest {
    @TempDir private static Path folder;
    private static SecuredMongo mongo;

    @BeforeAll
    static void start() throws Exception {
        mongo = SecuredMongo.start(folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        mongo.close();
    }

    private static LotlineStore open(String uri, Optional<Path> authority) {
        return LotlineStore.open(
                StoreSettings.replicaSet(
                        new MongoAddress(uri + "&serverSelectionTimeoutMS=3000", authority),
                        new SimpleMeterRegistry()));
    }

    @Test
    void with_tls_and_the_password_the_log_is_written() throws Exception {
        try (LotlineStore store = open(mongo.uri(), mongo.authority())) {
            store.log()
                    .append(List.of(event("Taken")), AppendCondition.NONE)
                    .get(30, TimeUnit.SECONDS);
            assertThat(store.log().head().position()).isPositive();
        }
    }

    @Test
    void a_wrong_password_is_refused_by_name() {
        String wrong = "wr0ngS3cret";
        refused(
                mongo.uri().replaceFirst(":p%40[^@]+@", ":" + wrong + "@"),
                mongo.authority(),
                wrong,
                "does not let the user '" + SecuredMongo.USER + "' in");
    }

    /// The negative control of TLS: a certificate of another authority does not count, nor do those
    /// that Java trusts.
    @Test
    void another_authority_is_refused() {
        refused(mongo.uri(), mongo.otherAuthority(), "p%40ss", "No MongoDB that takes writes");
        refused(mongo.uri(), Optional.empty(), "p%40ss", "No MongoDB that takes writes");
    }

    @Test
    void without_tls_nobody_answers() {
        refused(
                mongo.uri().replace("&tls=true", ""),
                Optional.empty(),
                "p%40ss",
                "No MongoDB that takes writes");
        refused(
                mongo.uri().replace("&tls=true", ""),
                mongo.authority(),
                "p%40ss",
                "does not say tls=true");
    }

    @Test
    void a_file_without_certificates_is_named() {
        refused(mongo.uri(), Optional.of(folder.resolve("key")), "p%40ss", "key");
        refused(mongo.uri(), Optional.of(folder.resolve("none")), "p%40ss", "none");
    }

    private static void refused(String uri, Optional<Path> authority, String secret, String words) {
        assertThatThrownBy(() -> open(uri, authority).close())
                .isInstanceOf(StoreNotOpened.class)
                .hasMessageContaining(words)
                .satisfies(
                        e -> {
                            StringWriter everything = new StringWriter();
                            e.printStackTrace(new PrintWriter(everything));
                            assertThat(everything.toString())
                                    .doesNotContain(secret)
                                    .doesNotContain(SecuredMongo.PASSWORD);
                        });
    }

    /// A password whose special characters are not escaped ends up where hosts or paths are
    /// expected.
    @Test
    void what_is_no_connection_string_is_not_repeated() {
        for (String uri :
                List.of(
                        "mongodb://lotline:s3cret/x@db.example/",
                        "mongodb://lotline:12345/s3cret@db.example/",
                        "mongodb://lotline:s3cr@t@db.example/",
                        "postgres://lotline:s3cret@db.example/",
                        "mongodb://lotline:s3cret:x@db.example/")) {
            assertThatThrownBy(() -> StoreSettings.replicaSet(uri, new SimpleMeterRegistry()))
                    .isInstanceOf(StoreNotOpened.class)
                    .hasNoCause()
                    .hasMessageContaining("MONGODB_URI")
                    .message()
                    .doesNotContain("s3cr", "12345");
        }
        assertThat(new MongoAddress("mongodb://u:s3cret@db.example/", Optional.empty()).toString())
                .isEqualTo("MongoDB at db.example");
    }
}
