package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of some bytes (FIPS 180-4), by which they are known and, if they are an attachment,
/// named: 64 hexadecimal digits in lower case.
public record ContentHash(@JsonValue String value) implements Comparable<ContentHash> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContentHash {
        if (!FORM.matcher(value).matches()) {
            throw new MalformedValue(
                    "sha256",
                    "'%s' is no SHA-256: it has 64 hexadecimal digits in lower case."
                            .formatted(Text.shown(value)));
        }
    }

    /// The hash of these bytes.
    public static ContentHash of(byte[] bytes) {
        try {
            return new ContentHash(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(ContentHash other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
