package io.lotline.api.http;

import io.lotline.projections.store.Cursor;
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
        if (after != null) {
            // refused before anything is looked up
            var _ = Cursor.decode(after);
        }
        return new PageRequest(PageSize.parse(limit).limit(), after);
    }
}
