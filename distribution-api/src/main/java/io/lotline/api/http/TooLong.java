package io.lotline.api.http;

/// Request lines and headers beyond their limits.
final class TooLong {
    private TooLong() {}

    static Problem target() {
        return Problem.of(
                        "uri-too-long",
                        414,
                        "The path and query together have more than %d characters.\nMaybe send less at once."
                                .formatted(HttpLimits.MAX_TARGET))
                .with("limit", HttpLimits.MAX_TARGET);
    }

    static Problem headers() {
        return Problem.of(
                        "headers-too-large",
                        431,
                        "The headers together have more than %d characters.\nMaybe leave out cookies and other headers that are not needed here."
                                .formatted(HttpLimits.MAX_HEADERS))
                .with("limit", HttpLimits.MAX_HEADERS);
    }

    static Problem manyHeaders(int count) {
        return Problem.of(
                        "headers-too-large",
                        431,
                        "There are %d headers, more than %d.\nMaybe leave out those that are not needed here."
                                .formatted(count, HttpLimits.MAX_HEADER_COUNT))
                .with("limit", HttpLimits.MAX_HEADER_COUNT);
    }
}
