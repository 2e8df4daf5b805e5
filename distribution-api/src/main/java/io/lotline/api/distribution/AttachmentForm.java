package io.lotline.api.distribution;

import io.lotline.api.http.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// What an attachment may be, by the bytes that it begins with: what somebody says that it is could
/// be another thing to a browser.
enum AttachmentForm {
    JPEG(MediaType.IMAGE_JPEG, "jpg"),
    PNG(MediaType.IMAGE_PNG, "png"),
    WEBP(MediaTypes.WEBP, "webp"),
    PDF(MediaType.APPLICATION_PDF, "pdf");

    private static final byte[] JPEG_MARK = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG_MARK = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final MediaType type;
    private final String ending;

    AttachmentForm(MediaType type, String ending) {
        this.type = type;
        this.ending = ending;
    }

    MediaType type() {
        return type;
    }

    /// How the name of its file ends.
    String ending() {
        return ending;
    }

    /// What these bytes are; null for none of all.
    static @Nullable AttachmentForm of(byte[] bytes) {
        if (begins(bytes, 0, JPEG_MARK)) {
            return JPEG;
        }
        if (begins(bytes, 0, PNG_MARK)) {
            return PNG;
        }
        if (begins(bytes, 0, ascii("RIFF")) && begins(bytes, 8, ascii("WEBP"))) {
            return WEBP;
        }
        return begins(bytes, 0, ascii("%PDF-")) ? PDF : null;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean begins(byte[] bytes, int from, byte[] mark) {
        return bytes.length >= from + mark.length
                && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
    }
}
