package io.lotline.api.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for.
///
/// @param limit how many items at most
/// @param after the last item of the page before, as the cursor of that page; null for the first
///     page
public record PageRequest(int limit, @Nullable String after) {

    static final List<String> PARAMETERS = List.of("after", "limit");

    static PageRequest parse(@Nullable String limit, @Nullable String after) {
        return new PageRequest(limitOf(limit), after);
    }

    private static int limitOf(@Nullable String text) {
        if (text == null) {
            return HttpLimits.DEFAULT_PAGE;
        }
        if (text.matches("\\d{1,6}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HttpLimits.MAX_PAGE) {
                return limit;
            }
        }
        throw Malformed.field(
                "limit",
                "'%s' is no limit: it is from 1 to %d.".formatted(text, HttpLimits.MAX_PAGE));
    }
}
