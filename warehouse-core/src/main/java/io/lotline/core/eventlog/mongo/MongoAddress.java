package io.lotline.core.eventlog.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import io.lotline.core.eventlog.StoreNotOpened;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Where a MongoDB is, and how to speak with it. What it says of itself names hosts, never a
/// password.
///
/// @param uri          `mongodb://…` or `mongodb+srv://…`, with user, password and `tls=true` as
///     wanted
/// @param certificates a PEM file of the authorities that a server's certificate must come from;
///     empty for those that Java trusts
public record MongoAddress(String uri, Optional<Path> certificates) {
    /// The environment's name for the certificates.
    public static final String CERTIFICATES = "LOTLINE_MONGODB_CA";

    private static final Pattern INNERMOST_CAUSE = Pattern.compile("caused by \\{([^{}]*)}");

    /// With the certificates that the environment names.
    public static MongoAddress of(String uri) {
        return new MongoAddress(
                uri,
                Optional.ofNullable(System.getenv(CERTIFICATES))
                        .filter(path -> !path.isBlank())
                        .map(Path::of));
    }

    /// The parsed connection string.
    ///
    /// @throws StoreNotOpened if it is none
    public ConnectionString connectionString() {
        ConnectionString parsed;
        try {
            parsed = new ConnectionString(uri);
        } catch (IllegalArgumentException | MongoException e) {
            // its words may hold a part of the password
            throw unreadable();
        }
        if (uri.contains("@") && parsed.getUsername() == null) {
            throw unreadable();
        }
        return parsed;
    }

    private static StoreNotOpened unreadable() {
        return new StoreNotOpened(
                "MONGODB_URI is no connection string like mongodb://user:password@host:27017/?replicaSet=name.\nMaybe write the special characters of the password as %XX.",
                null);
    }

    /// Makes a client's settings those of a client of this MongoDB.
    ///
    /// @throws StoreNotOpened if the address or the certificates cannot be read
    public MongoClientSettings.Builder applyTo(MongoClientSettings.Builder client) {
        ConnectionString parsed = connectionString();
        client.applyConnectionString(parsed);
        certificates.ifPresent(
                file -> {
                    if (!Boolean.TRUE.equals(parsed.getSslEnabled())) {
                        throw new StoreNotOpened(
                                "%s is set, but MONGODB_URI of %s does not say tls=true."
                                        .formatted(CERTIFICATES, hosts()),
                                null);
                    }
                    client.applyToSslSettings(ssl -> ssl.enabled(true).context(trusting(file)));
                });
        return client;
    }

    private static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + number, certificate);
                number++;
            }
            if (number == 0) {
                throw new StoreNotOpened(
                        "%s names %s, which holds no certificate.\nMaybe a PEM file."
                                .formatted(CERTIFICATES, file),
                        null);
            }
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreNotOpened(
                    "%s names %s, which cannot be read as a PEM file of certificates: %s."
                            .formatted(CERTIFICATES, file, e.getMessage()),
                    e);
        }
    }

    /// The hosts, as they are written.
    public String hosts() {
        return String.join(",", connectionString().getHosts());
    }

    /// What to say when a client of this address could not do its first work; null where that says
    /// nothing about the address.
    @Nullable StoreNotOpened notOpened(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoSecurityException) {
                return new StoreNotOpened(
                        "The MongoDB at %s does not let the user '%s' in.\nMaybe look at the password and the authSource of MONGODB_URI."
                                .formatted(hosts(), connectionString().getUsername()),
                        failure);
            }
            if (cause instanceof MongoTimeoutException) {
                Matcher words = INNERMOST_CAUSE.matcher(Objects.toString(cause.getMessage(), ""));
                return new StoreNotOpened(
                        "No MongoDB that takes writes answers at %s%s.\nMaybe look at MONGODB_URI."
                                .formatted(
                                        hosts(), words.find() ? " (" + words.group(1) + ")" : ""),
                        failure);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "MongoDB at " + hosts();
    }
}
