package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.rules.Unpacking;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Puts accepted goods into a qualified zone, and goods not accepted into the non-conforming one
/// (GSP Art 40, 62). What is recalled, held or expired may only go to the latter.
public final class PutAwayGoodsDecision implements Decision<PutAwayGoods> {
    private static final Set<Zone> WAITING = EnumSet.of(Zone.QUARANTINE, Zone.RETURNS);

    @Override
    public Class<PutAwayGoods> commandType() {
        return PutAwayGoods.class;
    }

    @Override
    public Outcome decide(PutAwayGoods command, Books books) {
        return Claim.checked(
                books,
                command.notice(),
                command.owner(),
                command.from(),
                claim -> claimed(command, books, claim));
    }

    private static Outcome claimed(PutAwayGoods command, Books books, Claim claim) {
        Locations locations = Locations.reading(books, List.of(command.from(), command.to()));
        LocationDefined from = locations.get(command.from());
        LocationDefined to = locations.get(command.to());
        if (from == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.from()));
        }
        if (to == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.to()));
        }
        if (!WAITING.contains(from.zone())) {
            return Outcome.rejected(
                    new WrongLocation(
                            command.from(),
                            from.zone(),
                            "Goods are put away from QUARANTINE or RETURNS; location %s is in zone %s"
                                    .formatted(command.from(), from.zone()),
                            "move the goods instead"));
        }
        return claim.take(
                books,
                command.from(),
                command.goods(),
                (bin, owner) -> putAway(command, bin, to, owner));
    }

    private static Outcome putAway(
            PutAwayGoods command, Bin bin, LocationDefined to, EnterpriseId owner) {
        QualityStatus status =
                switch (to.zone()) {
                    case QUALIFIED -> QualityStatus.QUALIFIED;
                    case NON_CONFORMING -> QualityStatus.NON_CONFORMING;
                    case QUARANTINE, DISPATCH, RETURNS -> null;
                };
        if (status == null) {
            return Outcome.rejected(
                    new WrongLocation(
                            command.to(),
                            to.zone(),
                            "Goods are put away to QUALIFIED or NON_CONFORMING; location %s is in zone %s"
                                    .formatted(command.to(), to.zone()),
                            "scan a bin of the right zone"));
        }
        List<Part> parts = bin.take(owner, status);
        if (status == QualityStatus.NON_CONFORMING && !bin.covers(parts)) {
            List<Part> stopped = bin.take(owner, QualityStatus.QUALIFIED);
            if (bin.covers(stopped) && bin.stopped(stopped, command.today()) != null) {
                parts = stopped;
            }
        }
        Rejection refusal = bin.covers(parts) ? null : missing(bin, owner, to, status);
        if (refusal == null && status == QualityStatus.QUALIFIED) {
            refusal = bin.stopped(parts, command.today());
        }
        if (refusal == null) {
            refusal = bin.unsuited(to);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return Unpacking.with(
                bin.books(),
                new Outcome.Accepted(
                        Bin.movements(parts, to).stream()
                                .<WarehouseEvent>map(
                                        movement ->
                                                new GoodsPutAway(
                                                        command.notice(),
                                                        movement,
                                                        bin.goods().scan()))
                                .toList()),
                bin.goods().scan());
    }

    private static Rejection missing(
            Bin bin, EnterpriseId owner, LocationDefined to, QualityStatus status) {
        int waiting =
                bin.quantity(owner, QualityStatus.PENDING_INSPECTION)
                        + bin.quantity(owner, QualityStatus.RETURNED);
        if (waiting > 0) {
            Goods goods = bin.goods();
            return new InventoryRejection.NotInspected(
                    goods.di(), goods.lot(), bin.location(), waiting, goods.quantity());
        }
        return bin.missing(owner, to, List.of(status));
    }
}
