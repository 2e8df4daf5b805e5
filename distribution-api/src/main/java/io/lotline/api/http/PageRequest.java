package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for.
///
/// @param limit how many items at most
/// @param after the last item of the page before, as the cursor of that page; null for the first
///     page
public record PageRequest(int limit, @Nullable String after) {

    static final List<String> PARAMETERS = List.of("after", "limit");

    /// A cursor of another list is refused before anything is looked up.
    static PageRequest of(HttpServletRequest request) {
        String after = request.getParameter("after");
        return new PageRequest(
                PageSize.parse(request.getParameter("limit")).limit(),
                after == null ? null : ListCursor.of(request).open(after));
    }
}
