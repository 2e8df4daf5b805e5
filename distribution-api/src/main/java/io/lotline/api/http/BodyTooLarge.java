package io.lotline.api.http;

import java.io.IOException;

/// A body that goes on beyond its limit.
final class BodyTooLarge extends IOException {
    private final long limit;

    BodyTooLarge(long limit) {
        super("the body is larger than %d bytes".formatted(limit));
        this.limit = limit;
    }

    Problem problem() {
        return problem(limit);
    }

    static Problem problem(long limit) {
        return Problem.of(
                        "body-too-large",
                        413,
                        "The body is larger than %d bytes.\nMaybe send it in parts."
                                .formatted(limit))
                .with("limit", limit);
    }
}
