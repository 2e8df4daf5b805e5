package io.lotline.projections.charging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event that a statement's line comes from.
///
/// @param day       the park's day whose tariff it is charged by, as text
/// @param item      what was done
/// @param event     its stored name
/// @param lines     of handling: devices and lots; of a delivery: stops
/// @param orders    of a delivery: orders
/// @param documents that it belongs to, the first of them where they are many
/// @param corrects  the position of the event that was a mistake; null for most
record ChargedEvent(
        long position,
        Instant at,
        String day,
        String item,
        String event,
        long units,
        long lines,
        long orders,
        List<String> documents,
        @Nullable Long corrects) {
    static final int NAMED = 20;

    ChargedEvent {
        documents = List.copyOf(documents);
    }
}
