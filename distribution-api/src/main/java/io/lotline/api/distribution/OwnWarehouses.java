package io.lotline.api.distribution;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.projections.Views;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.ShipmentsView;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Keeps staff to the documents of their own warehouses. Documents never change their warehouse, so
/// the views can be asked; what they do not know yet, the command will not know either.
@Component
class OwnWarehouses {
    private final Views views;
    private final Freshness freshness;
    private final Commands commands;

    OwnWarehouses(Views views, Freshness freshness, Commands commands) {
        this.views = views;
        this.freshness = freshness;
        this.commands = commands;
    }

    /// Ends the request if one of the orders belongs to a warehouse that is not the caller's.
    void check(Caller caller, Collection<OrderId> orders) {
        if (caller.warehouses().isEmpty()) {
            return;
        }
        var _ =
                freshness.await(
                        commands.acknowledged(), HttpLimits.OWN_WRITES_WAIT, OrdersView.NAME);
        for (OrderId id : orders) {
            views.orders().find(id).ifPresent(order -> caller.mustWorkIn(order.warehouse()));
        }
    }

    /// Ends the request if the shipment leaves from a warehouse that is not the caller's.
    void check(Caller caller, ShipmentId id) {
        if (caller.warehouses().isEmpty()) {
            return;
        }
        var _ =
                freshness.await(
                        commands.acknowledged(), HttpLimits.OWN_WRITES_WAIT, ShipmentsView.NAME);
        views.shipments().find(id).ifPresent(shipment -> caller.mustWorkIn(shipment.warehouse()));
    }
}
