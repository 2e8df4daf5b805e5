package io.lotline.api.tables;

import java.util.List;

/// A column of a table: a member of the JSON answer, by its path.
///
/// @param path as in `storage`, `minCelsius`
/// @param kind what its cells hold
public record Column(List<String> path, Kind kind) {
    public Column {
        path = List.copyOf(path);
    }

    /// A column of texts.
    public static Column text(String name) {
        return new Column(List.of(name), Kind.TEXT);
    }

    /// What cells hold.
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        DATE
    }

    /// Its name, the same in every language: the path with dots.
    public String name() {
        return String.join(".", path);
    }
}
