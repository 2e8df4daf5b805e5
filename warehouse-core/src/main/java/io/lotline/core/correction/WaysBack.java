package io.lotline.core.correction;

import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.Handling;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.InventoryEvent.CountCancelled;
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
            case CountCancelled _ -> "open another count";
            case CountEvent _ ->
                    "count again: what was counted last holds until it is booked; what is booked is adjusted, LOST or FOUND";
            case UnitEvent.UnitHandled unit -> of(unit.handling());
            case UnitEvent.UnitPacked _ ->
                    "take the unit out again: move it by its own label, without the one that it is in";
            case RecallEvent.RecallStarted _ -> "withdraw the recall";
            case RecallEvent _ -> "start another recall of the goods";
            case DistributionEvent.OrderCancelled _ -> "place another order";
            case DistributionEvent.PromisesBroken _ ->
                    "adjust what was found, and allocate the order again";
            case DistributionEvent.WavePlanned _ ->
                    "plan another wave: it only says what is picked together";
            case DistributionEvent.VehicleDefined _ -> "amend the vehicle's file";
            case DistributionEvent.RouteDefined _ -> "amend the route";
            case DistributionEvent.RoutePlanned _ ->
                    "plan the route again, or set its stops by hand";
            case DistributionEvent.RouteCommitted _ ->
                    "leave what is not to go unloaded, and send the shipments without it";
            case DistributionEvent.ItemPutBack _ -> "pick the goods again";
            case DistributionEvent.ItemChecked _, DistributionEvent.ItemPacked _ ->
                    "amend or cancel the order's line, and put the goods back";
            case DistributionEvent.ItemUnpacked _ ->
                    "correct the scan beside it, by which the goods were taken out";
            case DistributionEvent.ShipmentPlanned _ ->
                    "unload what is loaded, cancel the shipment, and plan another one";
            case DistributionEvent.ShipmentCancelled _ -> "plan another shipment";
            case DistributionEvent.ItemLoaded _ -> "unload the goods";
            case DistributionEvent.ItemUnloaded _ -> "load the goods again";
            case DistributionEvent.ShipmentDispatched _,
                    DistributionEvent.GoodsLeftBehind _,
                    DistributionEvent.ShipmentDelivered _ ->
                    "take the goods back with the task 'return', or start a recall";
            case DistributionEvent.GoodsRefused _ ->
                    "take the goods back with the task 'return', or deliver them with another order";
            case DistributionEvent.GoodsReturned _ ->
                    "inspect what came back, and send it with another order";
            case DistributionEvent _ -> "amend or cancel the order, or put the goods back";
            case AccessEvent.KeyRevoked _ -> "issue another key";
            case AccessEvent.LookedUp _ -> "do nothing: a look-up changed nothing";
            case AccessEvent _ -> "revoke the key, and issue another one";
            case WorkEvent.RecallAcknowledged _ ->
                    "acknowledge again: what was said last is what counts";
            case WorkEvent _ -> "claim or resolve the work item again";
            case ChargingEvent.TariffDefined _ -> "amend the tariff";
            case ChargingEvent.StatementIssued _ ->
                    "correct what was charged for: that becomes a line of the month in which it is corrected";
            case CorrectionEvent _ -> "correct what the correction recorded instead";
        };
    }

    /// What is done about a unit that was handled by its label.
    private static String of(Handling handling) {
        return switch (handling) {
            case PUTAWAY, MOVE -> "move the unit back by its label";
            case PICK -> "amend or cancel the order, and put the unit back by its label";
            case CHECK -> "amend or cancel the order's line, and put the goods back";
            case LOAD -> "unload the unit by its label";
            case UNLOAD -> "load the unit again by its label";
            case RETURN -> "inspect what came back, and send it with another order";
            case PUT_BACK -> "pick the goods again";
            case COUNT ->
                    "count again: what was counted last holds until it is booked; what is booked is adjusted, LOST or FOUND";
        };
    }
}
