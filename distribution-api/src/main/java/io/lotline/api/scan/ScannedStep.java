package io.lotline.api.scan;

import io.lotline.api.scan.ScanAnswer.Next;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was recorded of a scan: the same for the first answer and for every retry.
///
/// @param di       the device's own DI, also where a package was scanned
/// @param quantity in pieces of that DI
record ScannedStep(
        String standard,
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        @Nullable LocalDate productionDate,
        @Nullable Sscc sscc,
        int quantity,
        List<String> symbols) {

    /// Null for events that no scan records.
    static @Nullable ScannedStep of(WarehouseEvent event) {
        return switch (event) {
            case GoodsReceived e -> of(e.movement(), e.scan(), e.productionDate(), e.container());
            case GoodsPutAway e -> of(e.movement(), e.scan());
            case GoodsMoved e -> of(e.movement(), e.scan());
            case StockCounted e ->
                    new ScannedStep(
                            e.scan().standard(),
                            e.item().owner(),
                            e.item().di(),
                            e.item().lot(),
                            null,
                            null,
                            null,
                            null,
                            e.counted(),
                            e.scan().symbols());
            case ItemPicked e -> of(e.movement(), e.scan());
            case ItemChecked e -> of(e.goods(), e.scan(), null);
            case ItemPacked e -> of(e.goods(), e.scan(), e.container());
            case ItemLoaded e -> of(e.movement(), e.scan());
            case ItemUnloaded e -> of(e.movement(), e.scan());
            case GoodsReturned e -> of(e.movement(), e.scan());
            case ItemPutBack e -> of(e.movement(), e.scan());
            case InboundNoticeFiled _, GoodsInspected _, StockHeld _, HoldReleased _ -> null;
            case OrderPlaced _, OrderAmended _, OrderCancelled _ -> null;
            case OrderAllocated _, OrderUnallocated _, WavePlanned _ -> null;
            case ShipmentPlanned _, ShipmentDispatched _, ShipmentDelivered _ -> null;
            case GoodsLeftBehind _ -> null;
            case MasterDataEvent _, AccessEvent _, RecallEvent _ -> null;
        };
    }

    /// What the goods wait for after this event.
    static @Nullable Next next(WarehouseEvent event) {
        return switch (event) {
            case GoodsReceived _, GoodsReturned _ -> Next.of("inspection");
            case ItemPicked _ -> Next.of("check");
            case ItemChecked _, ItemPacked _, ItemUnloaded _ -> Next.of("load");
            case ItemLoaded _ -> Next.of("dispatch");
            case StockCounted(_, _, _, int counted, int booked, _) ->
                    counted == booked ? null : new Next("clarify", counted, booked);
            case GoodsPutAway _, GoodsMoved _, ItemPutBack _ -> null;
            case InboundNoticeFiled _, GoodsInspected _, StockHeld _, HoldReleased _ -> null;
            case OrderPlaced _, OrderAmended _, OrderCancelled _ -> null;
            case OrderAllocated _, OrderUnallocated _, WavePlanned _ -> null;
            case ShipmentPlanned _, ShipmentDispatched _, ShipmentDelivered _ -> null;
            case GoodsLeftBehind _ -> null;
            case MasterDataEvent _, AccessEvent _, RecallEvent _ -> null;
        };
    }

    /// The same with `more` pieces on top: one scan may be recorded as several events.
    ScannedStep plus(int more) {
        return new ScannedStep(
                standard,
                owner,
                di,
                lot,
                serial,
                expiryDate,
                productionDate,
                sscc,
                quantity + more,
                symbols);
    }

    private static ScannedStep of(Movement movement, Scan scan) {
        return of(movement, scan, null, null);
    }

    private static ScannedStep of(
            Movement movement, Scan scan, @Nullable LocalDate produced, @Nullable Sscc container) {
        return new ScannedStep(
                scan.standard(),
                movement.item().owner(),
                movement.item().di(),
                movement.item().lot(),
                movement.serial(),
                movement.expiryDate(),
                produced,
                container,
                movement.quantity(),
                scan.symbols());
    }

    private static ScannedStep of(Picked goods, Scan scan, @Nullable Sscc container) {
        return new ScannedStep(
                scan.standard(),
                goods.item().owner(),
                goods.item().di(),
                goods.item().lot(),
                goods.serial(),
                null,
                null,
                container,
                goods.quantity(),
                scan.symbols());
    }
}
