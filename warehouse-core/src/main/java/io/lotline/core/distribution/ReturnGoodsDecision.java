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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        List<OrderBook.Ride> rides =
                isMeant(only, Place.Kind.VEHICLE) ? matched.rides() : List.of();
        int refused = OrderBook.Ride.sum(rides);
        int delivered =
                isMeant(only, Place.Kind.CONSIGNEE) ? matched.sum(OrderBook.Tally::atConsignee) : 0;
        int standing = isMeant(only, Place.Kind.ORDER) ? matched.sum(OrderBook.Tally::ready) : 0;
        if (goods.quantity() > refused + delivered + standing) {
            return Outcome.rejected(
                    new DistributionRejection.NotReturnable(
                            command.order(),
                            goods.di(),
                            goods.lot(),
                            goods.serial(),
                            OrderBook.Ride.sum(matched.rides()),
                            matched.sum(OrderBook.Tally::atConsignee),
                            matched.sum(OrderBook.Tally::ready),
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
        int open = fromVehicle;
        for (OrderBook.Ride ride : rides) {
            int part = Math.min(open, ride.quantity());
            if (part > 0) {
                OrderBook.Share share = new OrderBook.Share(ride.piece(), part);
                events.add(back(command, goods, share, Place.vehicle(ride.shipment())));
                open -= part;
            }
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

    private static boolean isMeant(Place.@Nullable Kind only, Place.Kind kind) {
        return only == null || only == kind;
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
