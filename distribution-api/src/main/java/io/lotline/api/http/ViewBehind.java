package io.lotline.api.http;

import org.springframework.http.HttpHeaders;

/// A view that did not come in time to where it is needed: who asks again may find it there.
public final class ViewBehind {
    private ViewBehind() {}

    /// @param detail what nobody knows for it, and what may help
    public static ProblemFound at(long waitedFor, String detail) {
        return new ProblemFound(problem(waitedFor, detail));
    }

    static Problem problem(long waitedFor, String detail) {
        return Problem.of("view-behind", 503, detail)
                .with("waitedFor", waitedFor)
                .withHeader(HttpHeaders.RETRY_AFTER, "1");
    }
}
