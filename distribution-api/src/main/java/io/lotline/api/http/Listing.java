package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// A page of a list, as it is answered. The header `Link` with `rel="next"` leads to the page after
/// it.
public record Listing<T>(List<T> items) {

    /// The answer with a page.
    ///
    /// @param next the cursor of the next page; null on the last
    public static <T> ResponseEntity<Listing<T>> of(List<T> items, @Nullable String next) {
        return of(items, "after", next == null ? null : ListCursor.of(currentRequest()).seal(next));
    }

    /// The answer with a page whose next one begins at `parameter`.
    public static <T> ResponseEntity<Listing<T>> of(
            List<T> items, String parameter, @Nullable Object next) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            linkNext(answer, parameter, next);
        }
        return answer.body(new Listing<>(items));
    }

    /// Says where the next page is: the same question, with `parameter` saying where it begins.
    public static void linkNext(ResponseEntity.BodyBuilder answer, String parameter, Object next) {
        String path =
                ServletUriComponentsBuilder.fromCurrentRequest()
                        .scheme(null)
                        .host(null)
                        .port(null)
                        .replaceQueryParam(parameter, next)
                        .build()
                        .toUriString();
        answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(path));
    }

    private static HttpServletRequest currentRequest() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
                .getRequest();
    }

    /// Says where one of a document's lists goes on that is longer than what it shows.
    ///
    /// @param part the list's path below the document's
    /// @param next the cursor behind what is shown; null for nothing
    public static void linkPart(
            ResponseEntity.BodyBuilder answer, String part, int limit, @Nullable String next) {
        if (next != null) {
            String path =
                    ServletUriComponentsBuilder.fromCurrentRequest()
                            .scheme(null)
                            .host(null)
                            .port(null)
                            .pathSegment(part)
                            .replaceQuery(null)
                            .queryParam("limit", limit)
                            .queryParam(
                                    "after", ListCursor.ofPart(currentRequest(), part).seal(next))
                            .build()
                            .toUriString();
            answer.header(
                    HttpHeaders.LINK, "<%s>; rel=\"next\"; title=\"%s\"".formatted(path, part));
        }
    }
}
