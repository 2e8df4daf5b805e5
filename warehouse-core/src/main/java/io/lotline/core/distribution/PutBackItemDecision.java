package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts back what was picked and is not wanted any more, after an amendment or a cancellation. From
/// this scan on it counts as stock again. What is recalled, held or expired meanwhile may only be
/// set apart (GSP Art 74, 76).
public final class PutBackItemDecision implements Decision<PutBackItem> {
    private static final Set<Zone> APART = EnumSet.of(Zone.QUARANTINE, Zone.NON_CONFORMING);

    @Override
    public Class<PutBackItem> commandType() {
        return PutBackItem.class;
    }

    @Override
    public Outcome decide(PutBackItem command, Books books) {
        return OrderScan.handle(
                books,
                command.order(),
                command.to().warehouse(),
                command.goods(),
                matched -> putBack(command, books, matched));
    }

    private static Outcome putBack(PutBackItem command, Books books, OrderScan.Matched matched) {
        Goods goods = matched.goods();
        List<OrderBook.Share> shares =
                matched.takeAsked(
                        goods.quantity(), OrderBook.Tally::ready, OrderBook.LineCount::unwanted);
        int open = shares.stream().mapToInt(OrderBook.Share::quantity).sum();
        if (open < goods.quantity()) {
            return Outcome.rejected(
                    new DistributionRejection.NotToPutBack(
                            command.order(),
                            goods.di(),
                            goods.lot(),
                            goods.serial(),
                            open,
                            matched.sum(OrderBook.Tally::loaded),
                            goods.quantity()));
        }
        if (command.from() != null
                && books.open(SharedBooks.LOCATION, command.from()).get(command.from()) == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.from()));
        }
        LocationDefined to = books.open(SharedBooks.LOCATION, command.to()).get(command.to());
        if (to == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.to()));
        }
        Rejection refusal = Locations.unfit(to, goods.device());
        for (OrderBook.Share share : shares) {
            refusal = refusal == null ? unsuited(command, books, to, share.piece()) : refusal;
        }
        if (refusal == null) {
            refusal = Locations.full(books, to, goods.quantity());
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<WarehouseEvent> events = new ArrayList<>();
        for (OrderBook.Share share : shares) {
            events.add(
                    new ItemPutBack(
                            command.order(),
                            share.piece().line(),
                            Movement.of(
                                    share.piece().item(),
                                    share.piece().serial(),
                                    share.piece().expiryDate(),
                                    share.quantity(),
                                    Place.order(command.order()),
                                    Place.location(command.to()),
                                    QualityStatus.QUALIFIED),
                            goods.scan()));
        }
        events.addAll(matched.order().unpacking(shares, goods.scan()));
        return new Outcome.Accepted(events);
    }

    private static @Nullable Rejection unsuited(
            PutBackItem command, Books books, LocationDefined to, OrderBook.Piece piece) {
        Rejection stop =
                LotStanding.reading(books, piece.item().di(), piece.item().lot(), piece.serial())
                        .stop(
                                piece.item(),
                                piece.serial(),
                                piece.expiryDate(),
                                command.to(),
                                command.today());
        if (Locations.zonesFor(QualityStatus.QUALIFIED).contains(to.zone())) {
            return stop;
        }
        return stop != null && APART.contains(to.zone())
                ? null
                : new WrongLocation(
                        command.to(),
                        to.zone(),
                        "Goods that are QUALIFIED lie in zone QUALIFIED or DISPATCH; location %s is in zone %s"
                                .formatted(command.to(), to.zone()),
                        "scan a bin of the right zone");
    }
}
