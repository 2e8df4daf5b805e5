package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection.UnknownOrder;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.ShipmentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Takes goods of an order back (GSP Art 106): those first that were refused at the door and ride
/// back, then delivered ones, then picked ones that are on no vehicle. They wait for an inspection.
/// Recalled goods come back this way too.
public final class ReturnGoodsDecision implements Decision<ReturnGoods> {

    @Override
    public Class<ReturnGoods> commandType() {
        return ReturnGoods.class;
    }

    @Override
    public Outcome decide(ReturnGoods command, Books books) {
        return decide(command, null, books);
    }

    /// The same with goods that are at such a place only: on the vehicle, with the consignee, or
    /// picked.
    static Outcome decide(ReturnGoods command, Place.@Nullable Kind only, Books books) {
        if (books.open(OrderBook.BOOK, command.order()).placed() == null) {
            return Outcome.rejected(new UnknownOrder(command.order()));
        }
        LocationDefined location =
                books.open(SharedBooks.LOCATION, command.location()).get(command.location());
        if (location == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.location()));
        }
        if (!Locations.zonesFor(QualityStatus.RETURNED).contains(location.zone())) {
            return Outcome.rejected(
                    new WrongLocation(
                            command.location(),
                            location.zone(),
                            "Returned goods wait in RETURNS or QUARANTINE; location %s is in zone %s"
                                    .formatted(command.location(), location.zone()),
                            "put them down in a returns location"));
        }
        return OrderScan.handle(
                books,
                command.order(),
                command.location().warehouse(),
                command.goods(),
                matched -> takeBack(command, only, books, location, matched));
    }

    private static Outcome takeBack(
            ReturnGoods command,
            Place.@Nullable Kind only,
            Books books,
            LocationDefined location,
            OrderScan.Matched matched) {
        Goods goods = matched.goods();
        int refused = lying(only, Place.Kind.VEHICLE, matched, OrderBook.Tally::refused);
        int delivered = lying(only, Place.Kind.CONSIGNEE, matched, OrderBook.Tally::atConsignee);
        int standing = lying(only, Place.Kind.ORDER, matched, OrderBook.Tally::ready);
        if (goods.quantity() > refused + delivered + standing) {
            return Outcome.rejected(
                    new DistributionRejection.NotReturnable(
                            command.order(),
                            goods.di(),
                            goods.lot(),
                            goods.serial(),
                            refused,
                            delivered,
                            standing,
                            goods.quantity()));
        }
        Rejection unfit = Locations.unfit(location, goods.device());
        if (unfit == null) {
            unfit = Locations.full(books, location, goods.quantity());
        }
        if (unfit != null) {
            return Outcome.rejected(unfit);
        }
        Place consignee =
                Place.consignee(Objects.requireNonNull(matched.order().placed()).consignee());
        int fromVehicle = Math.min(refused, goods.quantity());
        int fromConsignee = Math.min(delivered, goods.quantity() - fromVehicle);
        List<WarehouseEvent> events = new ArrayList<>();
        for (OrderBook.Share share :
                matched.take(fromVehicle, OrderBook.Tally::refused, OrderBook.LineCount::shipped)) {
            ride(matched.order(), share)
                    .forEach(
                            (shipment, quantity) ->
                                    events.add(
                                            back(
                                                    command,
                                                    goods,
                                                    new OrderBook.Share(share.piece(), quantity),
                                                    Place.vehicle(shipment))));
        }
        matched.take(fromConsignee, OrderBook.Tally::atConsignee, OrderBook.LineCount::shipped)
                .forEach(share -> events.add(back(command, goods, share, consignee)));
        List<OrderBook.Share> ready =
                matched.take(
                        goods.quantity() - fromVehicle - fromConsignee,
                        OrderBook.Tally::ready,
                        OrderBook.LineCount::toPutBack);
        ready.forEach(
                share -> events.add(back(command, goods, share, Place.order(command.order()))));
        events.addAll(matched.order().unpackingAway(goods, fromVehicle + fromConsignee));
        events.addAll(matched.order().unpacking(ready, goods.scan()));
        return new Outcome.Accepted(events);
    }

    private static int lying(
            Place.@Nullable Kind only,
            Place.Kind kind,
            OrderScan.Matched matched,
            ToIntFunction<OrderBook.Tally> count) {
        return only == null || only == kind ? matched.sum(count) : 0;
    }

    /// With which shipments these goods ride back.
    private static Map<ShipmentId, Integer> ride(OrderBook order, OrderBook.Share share) {
        Map<ShipmentId, Integer> rides = new LinkedHashMap<>();
        int open = share.quantity();
        for (Map.Entry<ShipmentId, Integer> entry : order.wayBack(share.piece()).entrySet()) {
            int part = Math.min(open, entry.getValue());
            if (part > 0) {
                rides.put(entry.getKey(), part);
                open -= part;
            }
        }
        return rides;
    }

    private static GoodsReturned back(
            ReturnGoods command, Goods goods, OrderBook.Share share, Place from) {
        return new GoodsReturned(
                command.order(),
                share.piece().line(),
                new Movement(
                        share.piece().item(),
                        share.piece().serial(),
                        share.piece().expiryDate(),
                        share.quantity(),
                        from,
                        Place.location(command.location()),
                        QualityStatus.QUALIFIED,
                        QualityStatus.RETURNED),
                goods.scan());
    }
}
