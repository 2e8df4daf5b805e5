package io.lotline.projections.recall;

import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The keys of what is kept for recalls. Parts are joined by a character that no part holds, and
/// which is before all that they hold, so that keys stand in the order of their parts.
final class ReachKeys {
    private static final String LOT = "lot";
    private static final String PIECE = "piece";
    private static final String LOCATED = "located";
    private static final String UNDERWAY = "underway";
    private static final String CONSIGNED = "consigned";
    private static final String RETURNED = "returned";

    private ReachKeys() {}

    /// The sums of one owner's goods of a lot, or of a piece.
    static String sums(StockItem goods, @Nullable SerialNumber serial) {
        return serial == null
                ? join(LOT, goods(goods))
                : join(PIECE, goods.di().value(), serial.value(), lotAndOwner(goods));
    }

    /// What the keys of the locations begin with in which one owner's goods of a lot lie.
    static String located(StockItem goods) {
        return join(LOCATED, goods(goods), "");
    }

    static String located(StockItem goods, Location at) {
        return located(goods) + place(at);
    }

    /// The same, of the goods whose [#lotAndOwner] this is.
    static String locatedBehind(Di di, String lotAndOwner) {
        return join(LOCATED, di.value(), lotAndOwner, "");
    }

    static String place(Location at) {
        return join(at.warehouse().value(), at.id().value());
    }

    /// What the keys of the orders and vehicles begin with on whose way one owner's goods of a lot
    /// are.
    static String underway(StockItem goods) {
        return join(UNDERWAY, goods(goods), "");
    }

    static String underway(StockItem goods, Place at) {
        return underway(goods) + place(at);
    }

    /// The same, of the goods whose [#lotAndOwner] this is.
    static String underwayBehind(Di di, String lotAndOwner) {
        return join(UNDERWAY, di.value(), lotAndOwner, "");
    }

    static String place(Place at) {
        return join(at.kind().name(), at.id());
    }

    /// What the keys of the consignees begin with that had one owner's goods of a lot.
    static String consigned(StockItem goods) {
        return join(CONSIGNED, goods(goods), "");
    }

    static String consigned(StockItem goods, EnterpriseId consignee) {
        return consigned(goods) + consignee.value();
    }

    /// What came back from a consignee, or for null from all.
    static String returned(
            StockItem goods,
            @Nullable SerialNumber serial,
            @Nullable EnterpriseId consignee,
            String block) {
        return join(
                RETURNED, sums(goods, serial), consignee == null ? "" : consignee.value(), block);
    }

    private static String goods(StockItem goods) {
        return join(goods.di().value(), lotAndOwner(goods));
    }

    static String lotAndOwner(StockItem goods) {
        return join(Objects.toString(goods.lot(), ""), goods.owner().value());
    }

    static String join(String... parts) {
        return String.join("\t", parts);
    }
}
