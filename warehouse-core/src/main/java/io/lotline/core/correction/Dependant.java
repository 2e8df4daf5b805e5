package io.lotline.core.correction;

import io.lotline.core.events.Document;
import io.lotline.core.values.SerialNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that could not have happened without the event that was wrong.
///
/// @param event     the name of what was recorded
/// @param documents what it belongs to
/// @param serial    the piece, where it is about one
public record Dependant(
        long position,
        String event,
        List<Document> documents,
        @Nullable SerialNumber serial,
        int quantity) {
    public Dependant {
        documents = List.copyOf(documents);
    }
}
