package io.lotline.api.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;

/// The media types that the API speaks. There are no others.
public final class MediaTypes {
    public static final MediaType JSON = MediaType.APPLICATION_JSON;

    /// One JSON document a line.
    public static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");

    public static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /// A workbook of Excel.
    public static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /// EPCIS 2.0.
    public static final MediaType JSON_LD = MediaType.parseMediaType("application/ld+json");

    /// The log's documents as they are stored.
    public static final MediaType BSON = MediaType.parseMediaType("application/bson");

    /// Bytes that say themselves what they are.
    public static final MediaType BYTES = MediaType.APPLICATION_OCTET_STREAM;

    public static final MediaType WEBP = MediaType.parseMediaType("image/webp");

    public static final MediaType PDF = MediaType.APPLICATION_PDF;

    public static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    /// What printers of labels take.
    public static final MediaType ZPL = MediaType.parseMediaType("application/vnd.zpl");

    /// What such bytes may be, and be called.
    public static final List<MediaType> ATTACHMENTS =
            List.of(MediaType.IMAGE_JPEG, MediaType.IMAGE_PNG, WEBP, PDF);

    /// CSV that comes in, in whichever encoding.
    public static final MediaType TABLE = MediaType.parseMediaType("text/csv");

    /// What a file of documents may be.
    public static final List<MediaType> DOCUMENTS = List.of(TABLE, XLSX, NDJSON);

    /// What a body may also be, where this is what it usually is.
    public static List<MediaType> alike(MediaType type) {
        return type.equals(BYTES) ? ATTACHMENTS : type.equals(TABLE) ? DOCUMENTS : List.of();
    }

    /// Server-sent events.
    public static final MediaType EVENT_STREAM = MediaType.TEXT_EVENT_STREAM;

    /// A page.
    public static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private MediaTypes() {}
}
