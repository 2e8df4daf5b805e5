package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfSignedCertificateTest {

    private static KeyPair pair(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    @Test
    void it_is_read_by_the_jdk_and_says_what_was_asked_for() throws Exception {
        KeyPair pair = pair(256);

        X509Certificate certificate = SelfSignedCertificate.of(pair, "lotline");

        assertThat(certificate.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=lotline");
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getVersion()).isEqualTo(1);
        assertThat(certificate.getSerialNumber()).isOne();
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThatCode(() -> certificate.verify(pair.getPublic())).doesNotThrowAnyException();
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(Instant.EPOCH));
        assertThat(certificate.getNotAfter()).isEqualTo("9999-12-31T23:59:59Z");
    }

    /// Lengths below 128, from 128 on, and from 256 on are written in different ways.
    @ParameterizedTest
    @ValueSource(ints = {1, 60, 110, 120, 127, 128, 200, 255, 256, 1_000, 20_000})
    void names_of_any_length_are_written_as_they_are(int length) throws Exception {
        String name = "中".repeat(length / 3) + "n".repeat(length % 3);

        assertThat(SelfSignedCertificate.of(pair(256), name).getSubjectX500Principal().getName())
                .isEqualTo("CN=" + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 521})
    void any_curve_will_do(int bits) throws Exception {
        KeyPair pair = pair(bits);
        assertThatCode(() -> SelfSignedCertificate.of(pair, "lotline").verify(pair.getPublic()))
                .doesNotThrowAnyException();
    }

    @Test
    void nobody_elses_key_has_signed_it() throws Exception {
        X509Certificate certificate = SelfSignedCertificate.of(pair(256), "lotline");

        assertThatThrownBy(() -> certificate.verify(pair(256).getPublic()))
                .isInstanceOf(SignatureException.class);
    }
}
