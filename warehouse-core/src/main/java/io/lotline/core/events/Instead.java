package io.lotline.core.events;

import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What should have been recorded: the fields that were wrong. What is left out was right.
///
/// @param quantity       in pieces of the device; 0 for a count that found none
/// @param serials        the pieces that an inspection was about
/// @param productionDate of a receipt
/// @param expiryDate     of a receipt
/// @param location       where goods were: of a receipt where they were put down
/// @param toLocation     where a putaway or a move brought them
/// @param notice         that a receipt came under
/// @param order          that was picked for
/// @param conclusion     of an inspection
/// @param reason         of an inspection
public record Instead(
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable List<SerialNumber> serials,
        @Nullable Integer quantity,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        @Nullable LocationId location,
        @Nullable LocationId toLocation,
        @Nullable NoticeId notice,
        @Nullable OrderId order,
        @Nullable Conclusion conclusion,
        @Nullable String reason) {
    public Instead {
        serials = serials == null ? null : List.copyOf(serials);
        if (quantity != null && quantity != 0) {
            Quantity.positive(quantity);
        }
    }

    /// The fields that it says, by name.
    public Map<String, Object> values() {
        Map<String, Object> said = new LinkedHashMap<>();
        add(said, "di", di);
        add(said, "lot", lot);
        add(said, "serial", serial);
        add(said, "serials", serials);
        add(said, "quantity", quantity);
        add(said, "productionDate", productionDate);
        add(said, "expiryDate", expiryDate);
        add(said, "location", location);
        add(said, "toLocation", toLocation);
        add(said, "notice", notice);
        add(said, "order", order);
        add(said, "conclusion", conclusion);
        add(said, "reason", reason);
        return said;
    }

    private static void add(Map<String, Object> said, String field, @Nullable Object value) {
        if (value != null) {
            said.put(field, value);
        }
    }
}
