package io.lotline.core.decision;

import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WorkSubject;
import org.jspecify.annotations.Nullable;

/// The work that a scan is about, and how much of it the scan does where.
///
/// @param task       what the scan was for
/// @param reference  the document that it was for
/// @param location   where the goods are taken or lie
/// @param toLocation where they go
/// @param container  the logistic unit that they go into
/// @param di         of the label; null where its readings differ
/// @param quantity   how many of that DI; null where the label says
public record Settlement(
        WorkSubject work,
        String task,
        @Nullable String reference,
        @Nullable LocationId location,
        @Nullable LocationId toLocation,
        @Nullable Sscc container,
        @Nullable Di di,
        @Nullable Integer quantity) {

    /// Of work whose place and quantity nobody says.
    public static Settlement of(WorkSubject work, String task) {
        return new Settlement(work, task, null, null, null, null, null, null);
    }
}
