package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a hold covers: stock of the device that agrees with every part that is given.
///
/// @param location a location's id, or `warehouse/location`
public record HoldScope(
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable String location,
        @Nullable EnterpriseId owner)
        implements Coverage {

    /// The hold stands under its narrowest tag, so that it meets exactly the decisions that read
    /// it: those about this serial, this lot, or (only the device being named) any lot of the
    /// device.
    Set<Tag> tags() {
        if (serial != null) {
            return Set.of(Tags.serial(di, serial));
        }
        return Set.of(lot != null ? Tags.lot(di, lot) : Tags.device(di));
    }

    /// The warehouse of the bin that is named; null where goods in any may be covered.
    public @Nullable WarehouseId namedWarehouse() {
        if (location == null || location.indexOf('/') < 0) {
            return null;
        }
        try {
            return Location.parse(location).warehouse();
        } catch (MalformedValue _) {
            // no bin at all
            return null;
        }
    }

    @Override
    public boolean covers(StockItem item, @Nullable SerialNumber itemSerial) {
        return di.equals(item.di())
                && (lot == null || lot.equals(item.lot()))
                && (serial == null || serial.equals(itemSerial))
                && (owner == null || owner.equals(item.owner()));
    }

    @Override
    public List<HoldScope> scopes() {
        return List.of(this);
    }

    @Override
    public boolean published() {
        return false;
    }

    /// Whether stock is covered. A hold on one serial covers only goods whose serial is known to be
    /// that one. `at` is null for goods that are in no bin, such as picked ones: a hold on a bin
    /// does not follow the goods that left it.
    public boolean covers(
            StockItem item, @Nullable SerialNumber itemSerial, @Nullable Location at) {
        return covers(item, itemSerial)
                && (location == null
                        || (at != null
                                && (location.equals(at.toString())
                                        || location.equals(at.id().value()))));
    }
}
