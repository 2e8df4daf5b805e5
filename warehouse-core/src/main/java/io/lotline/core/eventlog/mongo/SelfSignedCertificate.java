package io.lotline.core.eventlog.mongo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/// A certificate that says nothing but a public key, since TLS asks for one (X.509 version 1, RFC
/// 5280, in DER). The JDK reads certificates, and has no public way to make one.
///
/// It has no extensions, and for ever is its time: who believes it believes its fingerprint.
final class SelfSignedCertificate {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int LONGEST_SHORT_LENGTH = 0x7f;
    private static final int LENGTH_OF_ONE_BYTE = 0x81;
    private static final int LENGTH_OF_TWO_BYTES = 0x82;

    /// ecdsa-with-SHA256, 1.2.840.10045.4.3.2
    private static final byte[] ALGORITHM =
            der(SEQUENCE, HexFormat.of().parseHex("06082a8648ce3d040302"));

    /// commonName, 2.5.4.3
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private static final byte[] FOR_EVER =
            der(
                    SEQUENCE,
                    der(UTC_TIME, ascii("700101000000Z")),
                    der(GENERALIZED_TIME, ascii("99991231235959Z")));

    private SelfSignedCertificate() {}

    /// @param pair of an elliptic curve
    /// @param name of both who signs and whose key it is
    static X509Certificate of(KeyPair pair, String name) throws GeneralSecurityException {
        byte[] named =
                der(
                        SEQUENCE,
                        der(
                                SET,
                                der(
                                        SEQUENCE,
                                        COMMON_NAME,
                                        der(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8)))));
        byte[] said =
                der(
                        SEQUENCE,
                        // no key signs a second one
                        der(INTEGER, BigInteger.ONE.toByteArray()),
                        ALGORITHM,
                        named,
                        FOR_EVER,
                        named,
                        pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(said);
        byte[] certificate =
                der(SEQUENCE, said, ALGORITHM, der(BIT_STRING, new byte[] {0}, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() > LONGEST_SHORT_LENGTH) {
            // as short as it can be
            boolean one = content.size() < 1 << Byte.SIZE;
            out.write(one ? LENGTH_OF_ONE_BYTE : LENGTH_OF_TWO_BYTES);
            if (!one) {
                out.write(content.size() >> Byte.SIZE);
            }
        }
        out.write(content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
