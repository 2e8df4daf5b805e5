package io.lotline.projections.store;

import io.lotline.core.values.MalformedValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The place between two pages of a list, as text without meaning to clients.
public final class Cursor {
    private Cursor() {}

    public static String encode(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws MalformedValue if the text is no cursor
    public static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedValue(
                    "after",
                    "The cursor is none that this list handed out.\nMaybe take it from the Link header of the page before.");
        }
    }
}
