package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What distribution brings.
public final class DistributionFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(
                new PlaceOrderDecision(),
                new AmendOrderDecision(),
                new CancelOrderDecision(),
                new AllocateOrderDecision(),
                new AllocateAgainDecision(),
                new UnallocateOrderDecision(),
                new PlanWaveDecision(),
                new PickItemDecision(),
                new PutBackItemDecision(),
                new CheckItemDecision(),
                new PackItemDecision(),
                new PlanShipmentDecision(),
                new DefineVehicleDecision(),
                new DefineRouteDecision(),
                new PlanRouteDecision(),
                new CommitRouteDecision(),
                new LoadItemDecision(),
                new UnloadItemDecision(),
                new CancelShipmentDecision(),
                new DispatchShipmentDecision(),
                new DeliverShipmentDecision(),
                new ReturnGoodsDecision(),
                new PickUnitDecision(),
                new CheckUnitDecision(),
                new PackUnitDecision(),
                new LoadUnitDecision(),
                new PutBackUnitDecision(),
                new ReturnUnitDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(
                PlacedOrder.BOOK,
                OrderBook.BOOK,
                PickedFor.BOOK,
                FreeStock.BOOK,
                NumberedStock.BOOK,
                Wave.BOOK,
                LastShipment.BOOK,
                ShipmentBook.BOOK,
                KnownVehicle.BOOK,
                RouteBook.BOOK,
                OnTheRoad.BOOK);
    }
}
