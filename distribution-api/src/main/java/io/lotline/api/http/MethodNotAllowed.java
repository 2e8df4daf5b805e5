package io.lotline.api.http;

/// Methods that a path does not take.
final class MethodNotAllowed {
    private MethodNotAllowed() {}

    /// Of a path that is no operation's, such as a page's: who refused it has said in `Allow` what
    /// it takes.
    static Problem problem(String path, String method) {
        return Problem.of(
                "method-not-allowed",
                405,
                "%s does not take %s.\nMaybe use a method of the answer's Allow header, GET mostly."
                        .formatted(path, method));
    }
}
