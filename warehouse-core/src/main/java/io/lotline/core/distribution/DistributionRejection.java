package io.lotline.core.distribution;

import io.lotline.core.decision.Rejection;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why goods do not go out.
public sealed interface DistributionRejection extends Rejection {

    /// The order in the path does not exist, or not for this caller.
    record NoSuchOrder(OrderId order) implements DistributionRejection {
        @Override
        public String message() {
            return "There is no order %s.\nMaybe its id is misspelt.".formatted(order);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }

        @Override
        public String problem() {
            return "unknown-order";
        }
    }

    /// The shipment in the path does not exist, or not for this caller.
    record NoSuchShipment(ShipmentId shipment) implements DistributionRejection {
        @Override
        public String message() {
            return "There is no shipment %s.\nMaybe its id is misspelt.".formatted(shipment);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }

        @Override
        public String problem() {
            return "unknown-shipment";
        }
    }

    /// The document is for another warehouse than the scan comes from. Which one that is, is not
    /// for who works here.
    record WrongWarehouse(String document, WarehouseId warehouse) implements DistributionRejection {
        @Override
        public String message() {
            return "The %s is not for warehouse %s.\nMaybe another document was meant."
                    .formatted(document, warehouse);
        }

        @Override
        public String problem() {
            return "wrong-location";
        }
    }

    record DuplicateLine(OrderId order, LineId lineId) implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s has two lines %s.\nMaybe number the lines.".formatted(order, lineId);
        }
    }

    record DuplicateOrder(OrderId order) implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s is named twice.\nMaybe it was entered twice by mistake."
                    .formatted(order);
        }
    }

    /// An order asks for more pieces with serial numbers than one allocation can name.
    record TooManyPieces(OrderId order, int pieces, int limit) implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s would be promised %d pieces and quantities one by one, more than the %d that fit into one allocation.\nMaybe split it into several orders."
                    .formatted(order, pieces, limit);
        }
    }

    record SeveralWarehouses(List<WarehouseId> warehouses) implements DistributionRejection {
        public SeveralWarehouses {
            warehouses = List.copyOf(warehouses);
        }

        @Override
        public String message() {
            return "The orders are for several warehouses: %s.\nMaybe plan each warehouse's orders by themselves."
                    .formatted(warehouses);
        }
    }

    record OrderInOtherShipment(OrderId order, ShipmentId shipment)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s is on shipment %s, which has not left yet.\nMaybe dispatch that one first."
                    .formatted(order, shipment);
        }
    }

    record ConsigneeNotOnRoute(OrderId order, EnterpriseId consignee, List<EnterpriseId> stops)
            implements DistributionRejection {
        public ConsigneeNotOnRoute {
            stops = List.copyOf(stops);
        }

        @Override
        public String message() {
            return "Order %s goes to %s, which is not among the stops %s.\nMaybe add the stop, or leave the stops out."
                    .formatted(order, consignee, stops);
        }
    }

    record RemainingShelfLifeTooShort(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            LocalDate expiryDate,
            int minimumRemainingDays,
            LocalDate needed)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s expires on %s; the consignee of order %s asks for %d days, so %s or later.\nMaybe take a lot that expires later."
                    .formatted(
                            SharedRejection.goods(di, lot, null),
                            expiryDate,
                            order,
                            minimumRemainingDays,
                            needed);
        }
    }

    record OverPick(OrderId order, Di di, int ordered, int picked, int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s asks for %d of device %s, %d are picked: %d more are too many.\nMaybe put the rest back."
                    .formatted(order, ordered, di, picked, offered);
        }
    }

    record NotPicked(OrderId order, Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s was not picked for order %s.\nMaybe it belongs to another order, or its pick was not scanned."
                    .formatted(SharedRejection.goods(di, lot, serial), order);
        }
    }

    record OverCheck(
            OrderId order, Di di, @Nullable LotNumber lot, int picked, int checked, int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s are picked for order %s and %d checked: %d more are too many.\nMaybe a box was scanned twice."
                    .formatted(
                            picked, SharedRejection.goods(di, lot, null), order, checked, offered);
        }
    }

    record OverPack(OrderId order, Di di, @Nullable LotNumber lot, int unpacked, int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s exceed the %d picked for order %s and not packed yet.\nMaybe a box was scanned twice."
                    .formatted(offered, SharedRejection.goods(di, lot, null), unpacked, order);
        }
    }

    record NotOnShipment(
            ShipmentId shipment, Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s was picked for no order of shipment %s.\nMaybe it belongs on another vehicle."
                    .formatted(SharedRejection.goods(di, lot, serial), shipment);
        }
    }

    record NotChecked(OrderId order, Di di, @Nullable LotNumber lot, int picked, int checked)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s are picked for order %s, only %d of them checked.\nMaybe scan the rest once more as a check."
                    .formatted(picked, SharedRejection.goods(di, lot, null), order, checked);
        }
    }

    record OverLoad(ShipmentId shipment, Di di, @Nullable LotNumber lot, int loadable, int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s exceed the %d that are ready for shipment %s and not loaded yet.\nMaybe a box was scanned twice."
                    .formatted(offered, SharedRejection.goods(di, lot, null), loadable, shipment);
        }
    }

    record NotLoaded(
            ShipmentId shipment,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int loaded,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s cannot be unloaded from shipment %s: %d are loaded.\nMaybe another shipment was meant."
                    .formatted(offered, SharedRejection.goods(di, lot, serial), shipment, loaded);
        }
    }

    record NothingToDispatch(ShipmentId shipment, List<OrderId> orders)
            implements DistributionRejection {
        public NothingToDispatch {
            orders = List.copyOf(orders);
        }

        @Override
        public String message() {
            return "Nothing is picked for the orders %s of shipment %s.\nMaybe pick and check them first."
                    .formatted(orders, shipment);
        }
    }

    record AlreadyDispatched(ShipmentId shipment) implements DistributionRejection {
        @Override
        public String message() {
            return "Shipment %s has left already.\nMaybe plan another shipment for what came later."
                    .formatted(shipment);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    record NotDispatched(ShipmentId shipment) implements DistributionRejection {
        @Override
        public String message() {
            return "Shipment %s has not left yet.\nMaybe dispatch it first.".formatted(shipment);
        }
    }

    record NoGoodsForConsignee(
            ShipmentId shipment, EnterpriseId consignee, List<EnterpriseId> consignees)
            implements DistributionRejection {
        public NoGoodsForConsignee {
            consignees = List.copyOf(consignees);
        }

        @Override
        public String message() {
            return "Shipment %s carries nothing for %s, only for %s.\nMaybe another consignee signed."
                    .formatted(shipment, consignee, consignees);
        }
    }

    record AlreadyDelivered(ShipmentId shipment, EnterpriseId consignee)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s has signed for its part of shipment %s already.\nMaybe another shipment or consignee was meant."
                    .formatted(consignee, shipment);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// More comes back than went out.
    ///
    /// @param delivered at the consignee
    /// @param picked    picked and not loaded
    record NotReturnable(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int delivered,
            int picked,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s cannot come back for order %s: %d are with the consignee, %d picked and not loaded.\nMaybe they belong to another order."
                    .formatted(
                            offered,
                            SharedRejection.goods(di, lot, serial),
                            order,
                            delivered,
                            picked);
        }
    }
}
