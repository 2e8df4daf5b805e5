package io.lotline.api.distribution;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WaveId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.PickItem;
import io.lotline.projections.distribution.PickLists;
import io.lotline.projections.distribution.PickListsView;
import io.lotline.projections.distribution.WavesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows what is still to be picked.
@RestController
class PickListsController {
    private final PickLists pickLists;
    private final Views views;
    private final Names names;

    PickListsController(Views views, Names names) {
        this.names = names;
        this.views = views;
        this.pickLists = views.pickLists();
    }

    /// Shows what is still to be picked for a wave or an order, in the order of the bins.
    @Operation(
            summary =
                    "Shows what is still to be picked for a wave or an order, in the order of the bins")
    @Reads({
        PickListsView.NAME,
        WavesView.NAME,
        OrdersView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME
    })
    @GetMapping("/v1/pick-lists")
    ResponseEntity<Listing<PickOnFile>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable WaveId wave,
            @RequestParam @Nullable OrderId order) {
        Page<PickItem> page;
        if (wave != null && order == null) {
            page =
                    pickLists
                            .ofWave(wave, asked.after(), asked.limit())
                            .orElseThrow(() -> Unknown.document("wave", wave));
        } else if (order != null && wave == null) {
            if (views.orders().find(order).isEmpty()) {
                throw Unknown.document("order", order);
            }
            page = pickLists.ofOrder(order, asked.after(), asked.limit());
        } else {
            throw Malformed.field(
                    "wave", "A pick list is asked for with either 'wave' or 'order'.");
        }
        return Listing.of(
                named(
                        page.items().stream()
                                .filter(item -> caller.worksIn(item.warehouse()))
                                .toList()),
                page.next());
    }

    private List<PickOnFile> named(List<PickItem> items) {
        Map<String, String> devices = names.devices(items.stream().map(PickItem::di));
        Map<String, String> owners = names.enterprises(items.stream().map(PickItem::owner));
        return items.stream()
                .map(
                        item ->
                                new PickOnFile(
                                        item,
                                        devices.get(item.di().value()),
                                        owners.get(item.owner().value())))
                .toList();
    }
}
