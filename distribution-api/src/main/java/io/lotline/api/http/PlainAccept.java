package io.lotline.api.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/// What a caller accepts, without parameters: an answer's `Content-Type` is what the
/// [OperationTable] names, and not what somebody wrote into `Accept`.
final class PlainAccept extends HeaderContentNegotiationStrategy {
    private static final String QUALITY = "q";

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request)
            throws HttpMediaTypeNotAcceptableException {
        List<MediaType> plain =
                super.resolveMediaTypes(request).stream()
                        .filter(PlainAccept::isUtf8)
                        .map(PlainAccept::plain)
                        .toList();
        return plain.isEmpty() ? MEDIA_TYPE_ALL_LIST : plain;
    }

    private static boolean isUtf8(MediaType type) {
        Charset charset = type.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8);
    }

    private static MediaType plain(MediaType type) {
        String quality = type.getParameter(QUALITY);
        return new MediaType(type, quality == null ? Map.of() : Map.of(QUALITY, quality));
    }
}
