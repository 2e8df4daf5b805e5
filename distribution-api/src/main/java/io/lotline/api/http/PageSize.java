package io.lotline.api.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many items of a list are asked for at most.
public record PageSize(int limit) {
    static final List<String> PARAMETERS = List.of("limit");

    static PageSize parse(@Nullable String text) {
        if (text == null) {
            return new PageSize(HttpLimits.DEFAULT_PAGE);
        }
        if (text.matches("\\d{1,6}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HttpLimits.MAX_PAGE) {
                return new PageSize(limit);
            }
        }
        throw Malformed.field(
                "limit",
                "'%s' is no limit: it is from 1 to %d.".formatted(text, HttpLimits.MAX_PAGE));
    }
}
