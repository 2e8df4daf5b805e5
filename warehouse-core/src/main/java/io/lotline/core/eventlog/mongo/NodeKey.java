package io.lotline.core.eventlog.mongo;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bson.types.Binary;

/// A node's key and certificate for this run. The certificate's fingerprint is in the database: who
/// may write there is a node, who may only read learns nothing of use.
final class NodeKey {
    private static final String CURVE = "secp256r1";
    private static final String NAME = "lotline";
    private static final char[] IN_MEMORY_ONLY = {};

    private final PrivateKey key;
    private final X509Certificate certificate;

    NodeKey(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    static NodeKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            KeyPair pair = generator.generateKeyPair();
            return new NodeKey(pair.getPrivate(), SelfSignedCertificate.of(pair, NAME));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + CURVE, e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// The certificate's fingerprint.
    Binary published() {
        try {
            return fingerprint(certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate was read before", e);
        }
    }

    /// SHA-256 over the whole certificate.
    static Binary fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return new Binary(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /// For one connection with whose certificate has such a fingerprint. No connection takes up the
    /// session of another, which would pass by the fingerprint.
    SSLContext context(Predicate<Binary> pinned) throws GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try {
            keys.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read but memory", e);
        }
        keys.setKeyEntry(NAME, key, IN_MEMORY_ONLY, new X509Certificate[] {certificate});
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, IN_MEMORY_ONLY);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(factory.getKeyManagers(), new TrustManager[] {new PinnedTrust(pinned)}, null);
        return context;
    }
}
