package io.lotline.api.tables;

import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Which of an operation's forms a request likes best.
final class TableForms {
    private TableForms() {}

    /// The table form that is liked best; null where the answer is another.
    static @Nullable MediaType wanted(HttpServletRequest request, Operation operation) {
        String accept = String.join(", ", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        if (accept.isBlank() || !operation.answers().contains(MediaTypes.XLSX)) {
            return null;
        }
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            return null;
        }
        MediaType best =
                operation.answers().stream()
                        .filter(type -> quality(type, ranges) > 0)
                        // of equals the first: the operation's usual form
                        .min(
                                Comparator.comparingDouble(
                                                (MediaType type) -> -quality(type, ranges))
                                        .thenComparing(type -> !isNamed(type, ranges)))
                        .orElse(MediaTypes.JSON);
        return best.equals(MediaTypes.CSV) || best.equals(MediaTypes.XLSX) ? best : null;
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
