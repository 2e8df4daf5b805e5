package io.lotline.core.scan;

import java.util.List;

/// What [ScanReader] makes of one symbol.
public sealed interface Reading permits Reading.Read, Reading.Ambiguous, Reading.Unreadable {

    /// The symbol has exactly one valid reading.
    record Read(ScannedItem item) implements Reading {}

    /// The symbol lacks its separators and has several valid readings, all of which are here:
    /// facts, another symbol or a person must settle it. The first candidate lets every field
    /// run as far as it can, which is how the standard reads it.
    record Ambiguous(List<ScannedItem> candidates) implements Reading {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /// The symbol has no valid reading.
    ///
    /// @param code stable, kebab-case: `empty`, `too-long`, `unknown-grammar`, `unknown-element`,
    ///     `bad-length`, `bad-character`, `bad-value`, `bad-date`, `bad-quantity`, `check-digit`,
    ///     `misplaced-separator`, `misplaced-element`, `repeated-element`, `missing-element`,
    ///     `conflicting-elements`, `bad-link`, `too-many-readings`
    /// @param problem an English sentence that names the values
    record Unreadable(String code, String problem) implements Reading {}
}
