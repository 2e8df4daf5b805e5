package io.lotline.api.http;

import java.util.List;

/// What a path names and what does not exist, or not for this caller.
public final class Unknown {
    private Unknown() {}

    /// @param what the kind of document, such as `inbound notice`
    public static ProblemFound document(String what, Object id) {
        String name = what.substring(what.lastIndexOf(' ') + 1);
        return new ProblemFound(
                Problem.of(
                                "unknown-" + name,
                                404,
                                "There is no %s %s for this key.\nMaybe it is spelled otherwise, or not recorded yet."
                                        .formatted(what, id))
                        .with(name, id.toString()));
    }

    /// What a path that leads nowhere is answered with.
    public static Problem path(String path) {
        return Problem.of(
                        "not-found",
                        404,
                        "There is nothing at %s.\nMaybe look the path up in /openapi.json."
                                .formatted(path))
                .with("path", path);
    }

    /// @param name of the problem, after `unknown-`
    /// @param subject what was asked for, in words
    public static ProblemFound subject(String name, String subject) {
        return new ProblemFound(
                Problem.of(
                        "unknown-" + name,
                        404,
                        "Nothing is known of %s, for this key.\nMaybe it is spelled otherwise, or not recorded yet."
                                .formatted(subject)));
    }

    /// The same where the caller may know what looks like it.
    public static ProblemFound subject(String name, String subject, List<String> alike) {
        return alike.isEmpty()
                ? subject(name, subject)
                : new ProblemFound(
                        Problem.of(
                                        "unknown-" + name,
                                        404,
                                        "Nothing is known of %s, for this key.\nMaybe one of %s was meant."
                                                .formatted(subject, String.join(", ", alike)))
                                .with("known", alike));
    }
}
