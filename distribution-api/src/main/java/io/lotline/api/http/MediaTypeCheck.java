package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a body in, and an answer be asked for, in the forms that the [OperationTable] names only,
/// before any work is done. A library that brings a parser of its own changes nothing here.
final class MediaTypeCheck implements HandlerInterceptor {
    private static final String CHARSET = "charset";
    private static final Set<String> CHINESE = Set.of("GB18030", "GBK", "GB2312");
    private static final Comparator<MediaType> BROADEST_FIRST =
            Comparator.comparing((MediaType type) -> !type.isWildcardType())
                    .thenComparing(type -> !type.isWildcardSubtype());

    private final EmptyBody emptyBody;

    MediaTypeCheck(EmptyBody emptyBody) {
        this.emptyBody = emptyBody;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        Operation operation = Operations.of(request, handler);
        if (operation != null) {
            checkBody(request, operation);
            checkAccept(request, operation);
            if (operation.takes() == null && hasBody(request)) {
                emptyBody.check(request, operation);
            }
        }
        return true;
    }

    private static void checkBody(HttpServletRequest request, Operation operation) {
        if ((operation.takes() == null || operation.bodyless()) && !hasBody(request)) {
            return;
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemFound(
                    Problem.of(
                                    "unsupported-media-type",
                                    415,
                                    "The body's Content-Encoding is '%s'.\nMaybe send it as it is."
                                            .formatted(encoding))
                            .withHeader(HttpHeaders.ACCEPT_ENCODING, "identity"));
        }
        MediaType takes = operation.takes() == null ? MediaTypes.JSON : operation.takes();
        boolean several = !MediaTypes.alike(takes).isEmpty();
        List<String> taken = supported(takes);
        List<String> sent = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
        boolean known =
                sent.size() == 1
                        && (isOf(sent.getFirst(), takes)
                                || MediaTypes.alike(takes).stream()
                                        .anyMatch(type -> isOf(sent.getFirst(), type)));
        if (!known) {
            throw new ProblemFound(
                    Problem.of(
                                    "unsupported-media-type",
                                    415,
                                    (several
                                                    ? "The body's Content-Type is %s, and %s takes %s only.\nMaybe send one of these, as it is."
                                                    : "The body's Content-Type is %s, and %s takes %s only.\nMaybe send that, in UTF-8.")
                                            .formatted(
                                                    sent.isEmpty()
                                                            ? "missing"
                                                            : "'%s'"
                                                                    .formatted(
                                                                            String.join(
                                                                                    "', '", sent)),
                                                    operation.name(),
                                                    String.join(", ", taken)))
                            .with("supported", taken)
                            .withHeader(HttpHeaders.ACCEPT, String.join(", ", taken)));
        }
    }

    /// The one that is meant stands first.
    private static List<String> supported(MediaType takes) {
        return Stream.concat(Stream.of(takes), MediaTypes.alike(takes).stream())
                .map(MediaTypeCheck::nameOf)
                .distinct()
                .toList();
    }

    /// The type itself, without parameters but for `charset=utf-8`.
    private static boolean isOf(String sent, MediaType takes) {
        try {
            MediaType type = MediaType.parseMediaType(sent);
            return type.equalsTypeAndSubtype(takes)
                    && type.getParameters().keySet().stream().allMatch(CHARSET::equalsIgnoreCase)
                    && (isUtf8(type) || takes.equals(MediaTypes.TABLE) && isChinese(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /// As tables of spreadsheets in China are.
    private static boolean isChinese(MediaType type) {
        return CHINESE.contains(String.valueOf(type.getCharset()));
    }

    private static boolean isUtf8(MediaType type) {
        return type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
    }

    private static void checkAccept(HttpServletRequest request, Operation operation) {
        List<String> sent = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        String accept = String.join(", ", sent);
        if (sent.isEmpty() || accept.isBlank()) {
            return;
        }
        List<MediaType> ranges = ranges(accept);
        if (operation.answers().stream().noneMatch(answer -> accepts(ranges, answer))) {
            List<String> possible =
                    operation.answers().stream().map(MediaTypeCheck::nameOf).toList();
            throw new ProblemFound(
                    Problem.of(
                                    "not-acceptable",
                                    406,
                                    "%s is not answered as '%s'.\nMaybe ask for %s."
                                            .formatted(
                                                    operation.name(),
                                                    accept,
                                                    String.join(" or ", possible)))
                            .with("supported", possible));
        }
    }

    /// None where the header cannot be read.
    private static List<MediaType> ranges(String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            return List.of();
        }
    }

    /// As the narrowest range that covers the type says.
    private static boolean accepts(List<MediaType> ranges, MediaType answer) {
        return ranges.stream()
                .filter(range -> range.includes(answer) && isUtf8(range))
                .max(BROADEST_FIRST)
                .map(range -> range.getQualityValue() > 0)
                .orElse(false);
    }

    private static String nameOf(MediaType type) {
        return type.getType() + "/" + type.getSubtype();
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
