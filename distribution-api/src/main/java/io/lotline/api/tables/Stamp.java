package io.lotline.api.tables;

import io.lotline.api.http.Headers;
import io.lotline.api.http.Language;
import io.lotline.api.http.ParkClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.OffsetDateTime;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/// What a table says of itself.
///
/// @param query    the path and query that it answers
/// @param position the log position that it reflects at least
/// @param writtenAt when it was begun, in park time
public record Stamp(String query, String position, OffsetDateTime writtenAt, Language language) {

    /// That of the answer to a request.
    public static Stamp of(
            HttpServletRequest request, HttpServletResponse response, ParkClock clock) {
        String query = request.getQueryString();
        return new Stamp(
                request.getRequestURI() + (query == null ? "" : "?" + query),
                positionOf(response),
                clock.now().atZone(clock.zone()).toOffsetDateTime(),
                Language.of(request));
    }

    /// Names the file that is the answer, as in `stock-at-1234.csv`.
    public static void name(
            HttpServletRequest request, HttpServletResponse response, String ending) {
        String path =
                request.getRequestURI()
                        .replaceFirst("^/v1/", "")
                        .replaceAll("[^A-Za-z0-9._-]+", "-");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("%s-at-%s.%s".formatted(path, positionOf(response), ending))
                        .build()
                        .toString());
    }

    static String positionOf(HttpServletResponse response) {
        String position = response.getHeader(Headers.LOG_POSITION);
        return position == null ? "0" : position;
    }
}
