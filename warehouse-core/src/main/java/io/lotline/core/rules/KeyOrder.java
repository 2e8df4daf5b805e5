package io.lotline.core.rules;

import io.lotline.core.events.StockItem;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.Comparator;

/// The orders in which the keys of books' large maps stand. They say nothing about the goods, but
/// are the same for ever: a stored map is searched by them.
public final class KeyOrder {
    /// Goods without a lot first.
    public static final Comparator<LotNumber> LOTS =
            Comparator.nullsFirst(Comparator.comparing(LotNumber::value));

    /// Goods without a serial number first.
    public static final Comparator<SerialNumber> SERIALS =
            Comparator.nullsFirst(Comparator.comparing(SerialNumber::value));

    /// Goods without an expiry date last, as they go out last.
    public static final Comparator<LocalDate> EXPIRIES =
            Comparator.nullsLast(Comparator.naturalOrder());

    public static final Comparator<Location> LOCATIONS =
            Comparator.comparing((Location location) -> location.warehouse().value())
                    .thenComparing(location -> location.id().value());

    public static final Comparator<StockItem> ITEMS =
            Comparator.comparing((StockItem item) -> item.owner().value())
                    .thenComparing(item -> item.di().value())
                    .thenComparing(StockItem::lot, LOTS);

    private KeyOrder() {}
}
