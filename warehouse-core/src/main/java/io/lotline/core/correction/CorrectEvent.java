package io.lotline.core.correction;

import io.lotline.core.decision.Command;
import io.lotline.core.events.Instead;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.CorrectionId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Declares an event wrong, undoes what it did, and records what should have been.
///
/// @param position where the wrong event stands
/// @param mistake  what stands there, which never changes
/// @param instead  the fields that should have been others; null for what never happened
public record CorrectEvent(
        CorrectionId correction,
        long position,
        Mistake mistake,
        String reason,
        @Nullable Instead instead,
        By by)
        implements Command {

    /// The event that was wrong, as it stands in the log.
    ///
    /// @param actor who caused it
    /// @param day   the park's day on which it was recorded: what should have been is judged as of
    ///     then
    public record Mistake(WarehouseEvent event, Instant recordedAt, String actor, LocalDate day) {}

    /// Who corrects.
    ///
    /// @param ownSince of those who may correct only what they scanned themselves, the time from
    ///     which on; null for who may correct all
    public record By(String key, @Nullable Instant ownSince) {}
}
