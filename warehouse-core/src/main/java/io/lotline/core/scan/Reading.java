package io.lotline.core.scan;

import java.util.List;

/// What [ScanReader] makes of one symbol.
public sealed interface Reading permits Reading.Read, Reading.Ambiguous, Reading.Unreadable {

    /// The symbol has exactly one valid reading.
    record Read(ScannedItem item) implements Reading {}

    /// The symbol lacks its separators and has several valid readings, at most
    /// [ScanReader#MAX_CANDIDATES] of them: a person or another symbol must settle it. The first
    /// candidate lets every field run as far as it can.
    record Ambiguous(List<ScannedItem> candidates) implements Reading {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /// The symbol has no valid reading.
    ///
    /// @param code stable, kebab-case: `empty`, `too-long`, `unknown-grammar`, `unknown-element`,
    /// `bad-length`,
    /// `bad-character`, `bad-value`, `bad-date`, `bad-quantity`, `check-digit`,
    /// `misplaced-separator`,
    /// `repeated-element`, `missing-element`, `conflicting-elements`, `bad-link`,
    /// `too-many-readings`
    /// @param problem an English sentence that names the values
    record Unreadable(String code, String problem) implements Reading {}
}
