package io.lotline.core.correction;

import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.InventoryEvent.CountEvent;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;

/// What to do about a mistake that is not corrected by a correction.
final class WaysBack {
    private WaysBack() {}

    static String of(WarehouseEvent event) {
        return switch (event) {
            case InboundEvent.InboundNoticeFiled _ ->
                    "file another notice, and receive nothing under this one";
            case InboundEvent.LabelSettled _ -> "correct the receipt beside it, whose label it was";
            case InboundEvent _, MasterDataEvent _, GoodsPutAway _, GoodsMoved _, StockCounted _ ->
                    "correct it";
            case StockHeld _ -> "release the hold";
            case HoldReleased _ -> "hold the goods again";
            case AdjustmentRequested _ -> "refuse the adjustment, or take it back";
            case AdjustmentRefused _ -> "ask for the adjustment again";
            case StockAdjusted _ ->
                    "adjust again: what was lost is found, what is damaged can be inspected again";
            case CountEvent _ ->
                    "count again: what was counted last holds until it is booked; what is booked is adjusted, LOST or FOUND";
            case UnitEvent _ -> "take the unit back where it was by its label, or open it";
            case RecallEvent _ -> "withdraw the recall";
            case DistributionEvent.ItemChecked _, DistributionEvent.ItemPacked _ ->
                    "put the goods back, or amend the order";
            case DistributionEvent.ItemLoaded _ -> "unload the goods";
            case DistributionEvent.ShipmentDispatched _, DistributionEvent.ShipmentDelivered _ ->
                    "take the goods back with the task 'return', or start a recall";
            case DistributionEvent _ -> "amend or cancel the order, or put the goods back";
            case AccessEvent _ -> "revoke the key, and issue another one";
            case WorkEvent _ -> "claim or resolve the work item again";
            case CorrectionEvent _ -> "correct what the correction recorded instead";
        };
    }
}
