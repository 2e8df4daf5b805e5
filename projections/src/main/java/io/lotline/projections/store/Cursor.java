package io.lotline.projections.store;

import io.lotline.core.values.MalformedValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/// The place between two pages of a list, as text without meaning to clients.
///
/// It carries a checksum: a cursor that was cut off or made up is refused, and does not answer a
/// list that begins somewhere, or an empty one.
public final class Cursor {
    private Cursor() {}

    public static String encode(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(bytes.length + Integer.BYTES)
                                .put(bytes)
                                .putInt(checksum(bytes))
                                .array());
    }

    /// @throws MalformedValue if the text is no cursor
    public static String decode(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        int length = bytes.length - Integer.BYTES;
        if (length < 0) {
            throw malformed();
        }
        byte[] key = new byte[length];
        ByteBuffer parts = ByteBuffer.wrap(bytes).get(key);
        if (parts.getInt() != checksum(key)) {
            throw malformed();
        }
        return new String(key, StandardCharsets.UTF_8);
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// The refusal of a cursor that is none of the list that is asked for.
    public static MalformedValue malformed() {
        return new MalformedValue(
                "after",
                "The cursor is none that this list handed out for these filters.\nMaybe take it from the Link header of the page before.");
    }
}
