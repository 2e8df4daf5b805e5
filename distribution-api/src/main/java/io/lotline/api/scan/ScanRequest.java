package io.lotline.api.scan;

import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Shape;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One scan of a handheld.
///
/// @param scanId     the client's id of the scan: the same again is done once
/// @param reference  the inbound notice, order, shipment or count that it belongs to
/// @param location   where the item is; with `receive`, where it is put down
/// @param toLocation where it goes, with `putaway` and `move`
/// @param container  the logistic unit that it goes into, with `pack`
/// @param owner      whose goods they are, where a bin holds the same goods of several owners
/// @param symbols    the raw symbols of one item, exactly as the scanner sent them; none with
///     `count` and quantity 0, where nothing more lies in the location than was counted
/// @param quantity   how many; as the symbols say, or 1, if left out; 0 only with `count`
/// @param scannedAt  when, by the handheld's clock; now if left out
/// @param reading    how a person reads symbols that have several readings: one of the `candidates`
///     that the same scan was answered with
record ScanRequest(
        String scanId,
        Task task,
        @Nullable String reference,
        WarehouseId warehouse,
        @Nullable LocationId location,
        @Nullable LocationId toLocation,
        @Nullable Sscc container,
        @Nullable EnterpriseId owner,
        @Nullable List<String> symbols,
        @Nullable Integer quantity,
        @Nullable Instant scannedAt,
        @Nullable ChosenReading reading) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    ScanRequest {
        if (!ID.matcher(scanId).matches() || scanId.equals(".") || scanId.equals("..")) {
            throw new MalformedValue(
                    "scanId",
                    "A scan id has 1 to 64 letters, digits, dots, underscores or hyphens, and is not '.' or '..'.");
        }
        boolean nothingMore =
                task == Task.COUNT
                        && quantity != null
                        && quantity == 0
                        && (symbols == null || symbols.isEmpty());
        symbols = nothingMore ? List.of() : symbols(symbols);
        if (quantity != null) {
            int _ = task == Task.COUNT ? Quantity.counted(quantity) : Quantity.positive(quantity);
        }
        used(task, task.takesToLocation(), "toLocation", toLocation);
        used(task, task.takesContainer(), "container", container);
        used(task, task.takesOwner(), "owner", owner);
    }

    /// The symbols; none where a location is finished.
    @Override
    public List<String> symbols() {
        return symbols == null ? List.of() : symbols;
    }

    /// A field that a task does not use would be dropped in silence.
    private static void used(Task task, boolean taken, String field, @Nullable Object value) {
        if (value != null && !taken) {
            throw new MalformedValue(
                    field,
                    "The task '%s' has no '%s', and %s was sent.\nMaybe leave it out, or another task was meant."
                            .formatted(task, field, value));
        }
    }

    static List<String> symbols(@Nullable List<String> symbols) {
        List<String> checked = Shape.list("symbols", symbols, 1, HttpLimits.MAX_SYMBOLS);
        for (int i = 0; i < checked.size(); i++) {
            int length = checked.get(i).length();
            if (length == 0 || length > HttpLimits.MAX_SYMBOL) {
                throw new MalformedValue(
                        "symbols[%d]".formatted(i),
                        "A symbol has 1 to %d characters, and not %d."
                                .formatted(HttpLimits.MAX_SYMBOL, length));
            }
        }
        return checked;
    }
}
