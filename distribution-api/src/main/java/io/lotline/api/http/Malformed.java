package io.lotline.api.http;

/// Requests that cannot be understood.
public final class Malformed {
    private Malformed() {}

    /// The problem of one field, header or parameter.
    public static ProblemFound field(String field, String detail) {
        return new ProblemFound(Problem.of("malformed-request", 400, detail).with("field", field));
    }
}
