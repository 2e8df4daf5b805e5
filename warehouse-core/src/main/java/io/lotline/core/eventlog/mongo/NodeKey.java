package io.lotline.core.eventlog.mongo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// A node's pair of keys for this run. The public one is in the database: who may write there is a
/// node, who may only read learns nothing of use.
final class NodeKey {
    private static final String CURVE = "X25519";
    private static final int KEY_BYTES = 32;

    private final KeyPair pair;

    NodeKey() {
        try {
            pair = KeyPairGenerator.getInstance(CURVE).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + CURVE, e);
        }
    }

    /// X.509 encoded.
    byte[] published() {
        return pair.getPublic().getEncoded();
    }

    /// The key of one direction of one connection with the node that has published that key: HKDF
    /// (RFC 5869) over what X25519 agrees on.
    SecretKey agree(byte[] published, byte[] salt, String direction)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
        agreement.init(pair.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance(CURVE).generatePublic(new X509EncodedKeySpec(published)),
                true);
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(agreement.generateSecret())
                                .addSalt(salt)
                                .thenExpand(
                                        direction.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
    }
}
