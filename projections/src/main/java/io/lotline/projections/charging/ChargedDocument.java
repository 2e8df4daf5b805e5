package io.lotline.projections.charging;

import java.time.Instant;

/// A notice or order that something was done for, and when that began.
///
/// @param slot     owner, month and kind of the first event
/// @param day      the park's day of it, as text
/// @param document kind and id
/// @param first    the position of the first event
record ChargedDocument(
        String slot, String day, String document, long first, Instant at, String event) {}
