package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The SHA-256 of an attachment's bytes (FIPS 180-4), which is also its name: 64 hexadecimal digits
/// in lower case.
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

    @Override
    public int compareTo(ContentHash other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
