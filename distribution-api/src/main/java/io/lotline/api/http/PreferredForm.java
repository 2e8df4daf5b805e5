package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Which of an operation's forms a request likes best.
public final class PreferredForm {
    private PreferredForm() {}

    /// The form that is liked best.
    ///
    /// @param forms that there are, the usual one first
    /// @return of equals that which is named, then the first; null where nothing is said, or it
    ///     cannot be read
    public static @Nullable MediaType of(HttpServletRequest request, List<MediaType> forms) {
        String accept = String.join(", ", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        if (accept.isBlank()) {
            return null;
        }
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            return null;
        }
        return forms.stream()
                .filter(type -> quality(type, ranges) > 0)
                // of equals the first: the operation's usual form
                .min(
                        Comparator.comparingDouble((MediaType type) -> -quality(type, ranges))
                                .thenComparing(type -> !isNamed(type, ranges)))
                .orElse(null);
    }

    private static double quality(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(
                        Comparator.comparing((MediaType range) -> !range.isWildcardType())
                                .thenComparing(range -> !range.isWildcardSubtype()))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static boolean isNamed(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .anyMatch(range -> !range.isWildcardSubtype() && range.includes(type));
    }
}
