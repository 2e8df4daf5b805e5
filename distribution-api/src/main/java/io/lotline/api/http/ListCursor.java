package io.lotline.api.http;

import io.lotline.core.values.MalformedValue;
import io.lotline.projections.store.Cursor;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.util.UriUtils;

/// Cursors as clients have them: each is of one list with its filters.
///
/// Behind the cursor of another list, or of this one with other filters, there may be nothing, or
/// something in the middle; an empty page would be taken for the end of the list.
record ListCursor(String list) {
    private static final int LENGTH = 16;

    /// The list that is asked for: its path and its filters.
    static ListCursor of(HttpServletRequest request) {
        Map<String, String> filters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> filters.put(name, values[0]));
        PageRequest.PARAMETERS.forEach(filters::remove);
        return of(path(request), filters);
    }

    /// A part of the document that is asked for: a list of its own without filters.
    static ListCursor ofPart(HttpServletRequest request, String part) {
        return of(path(request) + "/" + part, Map.of());
    }

    private static ListCursor of(String path, Map<String, String> filters) {
        return new ListCursor(Fingerprint.sha256(path + "\n" + filters).substring(0, LENGTH));
    }

    private static String path(HttpServletRequest request) {
        return UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
    }

    /// The cursor for clients.
    String seal(String cursor) {
        return Cursor.encode(list + Cursor.decode(cursor));
    }

    /// The cursor that was sealed.
    ///
    /// @throws MalformedValue if the text is no cursor of this list
    String open(String sealed) {
        String key = Cursor.decode(sealed);
        if (!key.startsWith(list)) {
            throw Cursor.malformed();
        }
        return Cursor.encode(key.substring(LENGTH));
    }
}
