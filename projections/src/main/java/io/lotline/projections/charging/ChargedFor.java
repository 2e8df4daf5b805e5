package io.lotline.projections.charging;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A part of a statement's line, and the event that it comes from. The quantities of all parts add
/// up to that of the line.
///
/// @param position of the event; of stored goods, of the one that left so many there when the first
///     of the days ended
/// @param at       when it was recorded; null for stored goods
/// @param event    its stored name; null for stored goods
/// @param from     the first of the park's days that it is charged for
/// @param to       the last
/// @param location where goods were stored; else null
/// @param pieces   how many lay there; else null
/// @param document kind and id, where documents are charged for
/// @param corrects the position of the event that was a mistake
public record ChargedFor(
        long position,
        @Nullable Instant at,
        @Nullable String event,
        LocalDate from,
        LocalDate to,
        long quantity,
        @Nullable String location,
        @Nullable Long pieces,
        @Nullable String document,
        @Nullable Long corrects) {}
