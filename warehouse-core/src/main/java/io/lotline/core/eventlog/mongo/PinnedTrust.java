package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// Trusts a certificate for its fingerprint, and for nothing else that it says or that signed it.
/// That the other side has the key to it is what TLS proves.
final class PinnedTrust extends X509ExtendedTrustManager {
    private final Predicate<Binary> pinned;

    PinnedTrust(Predicate<Binary> pinned) {
        this.pinned = pinned;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException(
                    "%d certificates, and a node has one".formatted(chain.length));
        }
        try {
            Binary fingerprint = NodeKey.fingerprint(chain[0]);
            if (!pinned.test(fingerprint)) {
                throw new CertificateException("not a node of this log");
            }
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException | MongoException e) {
            throw new CertificateException("the register cannot be asked now", e);
        }
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
