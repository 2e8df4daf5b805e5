package io.lotline.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Digests: of a request's content, so that a retry is told from another request, and of keys.
public final class Fingerprint {
    // the same body in another order of members or with other blanks is the same request
    private static final JsonMapper CANONICAL =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private Fingerprint() {}

    /// The fingerprint of a request: SHA-256 of method, path and canonical body.
    public static String of(String method, String path, @Nullable Object body) {
        String content = body == null ? "" : CANONICAL.writeValueAsString(body);
        return sha256(method + " " + path + "\n" + content);
    }

    /// The SHA-256 of a text's UTF-8 bytes, in lower-case hex.
    public static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
