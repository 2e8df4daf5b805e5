package io.lotline.core.events;

import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import org.jspecify.annotations.Nullable;

/// Work that an event leaves to somebody, or spares somebody. It is made of the event's own fields
/// whenever it is asked for, and never stored.
///
/// Any event may say so: its item is then listed, claimed and resolved like every other.
///
/// @param item      of what an event leaves the subject's own id; while it is open, the same again
///     is the same item
/// @param effect    what it does to the item
/// @param quantity  how many pieces, or how often
/// @param document  what it belongs to
/// @param di        whose device, where it is of one
/// @param what      in words; null where the kind says all
public record Due(
        WorkItemId item,
        WorkKind kind,
        Effect effect,
        WarehouseId warehouse,
        int quantity,
        @Nullable Document document,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable String what) {

    /// What an event does to an item.
    public enum Effect {
        /// so much is to be done from now on; nothing any more for 0
        IS,
        /// so much less is to be done
        LESS
    }

    /// What is to be done for a document from now on.
    public static Due of(
            WorkKind kind, String id, WarehouseId warehouse, int quantity, Document document) {
        return new Due(
                new WorkItemId(id),
                kind,
                Effect.IS,
                warehouse,
                quantity,
                document,
                null,
                null,
                null,
                null);
    }

    /// So much of it was done.
    public static Due less(
            WorkKind kind, String id, WarehouseId warehouse, int quantity, Document document) {
        return of(kind, id, warehouse, quantity, document).with(Effect.LESS);
    }

    /// The same, in words.
    public Due saying(String words) {
        return new Due(
                item, kind, effect, warehouse, quantity, document, di, lot, serial, words);
    }

    private Due with(Effect other) {
        return new Due(item, kind, other, warehouse, quantity, document, di, lot, serial, what);
    }
}
