package io.lotline.api.distribution;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.api.http.Caller;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.PutBack;
import io.lotline.projections.distribution.PutBacks;
import io.lotline.projections.distribution.PutBacksView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows what waits to be put back.
@RestController
class PutBacksController {
    private final PutBacks putBacks;
    private final KnownValues known;
    private final Names names;

    PutBacksController(Views views, KnownValues known, Names names) {
        this.names = names;
        this.known = known;
        this.putBacks = views.putBacks();
    }

    /// Lists what is picked and not wanted any more, by order.
    @Operation(summary = "Lists what is picked and not wanted any more, by order")
    @Reads({
        PutBacksView.NAME,
        OrdersView.NAME,
        EnterprisesView.NAME,
        LocationsView.NAME,
        DevicesView.NAME
    })
    @GetMapping("/v1/put-backs")
    ResponseEntity<Listing<ToPutBack>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable OrderId order) {
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        known.order(caller, order);
        if (caller.excludes(owner)) {
            return Listing.of(List.of(), null);
        }
        if (order != null) {
            return Listing.of(
                    putBacks.find(order).stream()
                            .filter(task -> caller.sees(task.owner(), task.warehouse()))
                            .filter(task -> owner == null || owner.equals(task.owner()))
                            .filter(task -> warehouse == null || warehouse.equals(task.warehouse()))
                            .map(task -> named(List.of(task)).getFirst())
                            .toList(),
                    null);
        }
        Page<PutBack> page =
                putBacks.find(
                        caller.ownerOr(owner),
                        caller.warehouseOr(warehouse),
                        asked.after(),
                        asked.limit());
        return Listing.of(
                named(
                        page.items().stream()
                                .filter(task -> caller.worksIn(task.warehouse()))
                                .toList()),
                page.next());
    }

    private List<ToPutBack> named(List<PutBack> tasks) {
        Map<String, String> owners = names.enterprises(tasks.stream().map(PutBack::owner));
        Map<String, String> devices =
                names.devices(
                        tasks.stream()
                                .flatMap(task -> task.goods().stream())
                                .map(goods -> goods.item().di()));
        return tasks.stream()
                .map(
                        task ->
                                new ToPutBack(
                                        task.orderId(),
                                        task.owner(),
                                        owners.get(task.owner().value()),
                                        task.warehouse(),
                                        task.goods().stream()
                                                .map(
                                                        goods ->
                                                                new Waiting(
                                                                        UnwantedGoods.of(goods),
                                                                        devices.get(
                                                                                goods.item()
                                                                                        .di()
                                                                                        .value())))
                                                .toList()))
                .toList();
    }

    /// What of an order waits to be put back.
    record ToPutBack(
            OrderId orderId,
            EnterpriseId owner,
            @Nullable String ownerName,
            WarehouseId warehouse,
            List<Waiting> goods) {}

    /// Goods that wait to be put back, with the name of their device.
    record Waiting(@JsonUnwrapped UnwantedGoods goods, @Nullable String name) {}
}
