package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.rules.Unpacking;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves goods between bins of zones that fit their status, and never away from under a promise to
/// an order. Goods that are recalled, held or expired may be set apart, promised or not (GSP Art
/// 74, 76).
public final class MoveGoodsDecision implements Decision<MoveGoods> {

    @Override
    public Class<MoveGoods> commandType() {
        return MoveGoods.class;
    }

    @Override
    public Outcome decide(MoveGoods command, Books books) {
        Locations locations = Locations.reading(books, List.of(command.from(), command.to()));
        LocationDefined to = locations.get(command.to());
        if (locations.get(command.from()) == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.from()));
        }
        if (to == null) {
            return Outcome.rejected(Known.unknownLocation(books, command.to()));
        }
        if (command.from().equals(command.to())) {
            return Outcome.rejected(
                    new WrongLocation(
                            command.to(),
                            to.zone(),
                            "The goods are in location %s already".formatted(command.to()),
                            "another target was meant"));
        }
        return Claim.checked(
                books,
                command.notice(),
                command.owner(),
                command.from(),
                claim ->
                        claim.take(
                                books,
                                command.from(),
                                command.goods(),
                                (bin, owner) -> move(command, bin, to, owner)));
    }

    private static Outcome move(
            MoveGoods command, Bin bin, LocationDefined to, EnterpriseId owner) {
        List<QualityStatus> wanted = new ArrayList<>();
        for (QualityStatus status : QualityStatus.values()) {
            if (Locations.zonesFor(status).contains(to.zone())) {
                wanted.add(status);
            }
        }
        List<Part> parts = List.of();
        for (QualityStatus status : wanted) {
            List<Part> candidate = bin.take(owner, status);
            if (!bin.covers(parts) && bin.covers(candidate)) {
                parts = candidate;
            }
        }
        if (!bin.covers(parts)) {
            return setApart(command, bin, to, owner, wanted);
        }
        Rejection refusal = null;
        if (parts.getFirst().cell().status() == QualityStatus.QUALIFIED) {
            refusal = bin.stopped(parts, command.today());
            if (refusal == null) {
                List<Part> free = bin.unpromised(owner);
                parts = StockBook.take(free, bin.goods().quantity());
                refusal =
                        bin.covers(parts)
                                ? bin.stopped(parts, command.today())
                                : promised(bin, owner, free);
            }
        }
        return put(bin, to, parts, refusal);
    }

    /// Qualified goods go to quarantine or to the non-conforming zone only where something stops
    /// them.
    private static Outcome setApart(
            MoveGoods command,
            Bin bin,
            LocationDefined to,
            EnterpriseId owner,
            List<QualityStatus> wanted) {
        List<Part> parts = bin.take(owner, QualityStatus.QUALIFIED);
        boolean apart = to.zone() == Zone.QUARANTINE || to.zone() == Zone.NON_CONFORMING;
        Rejection refusal =
                apart && bin.covers(parts) && bin.stopped(parts, command.today()) != null
                        ? null
                        : bin.missing(owner, to, wanted);
        return put(bin, to, parts, refusal);
    }

    private static Rejection promised(Bin bin, EnterpriseId owner, List<Part> free) {
        int booked = bin.quantity(owner, QualityStatus.QUALIFIED);
        return bin.insufficient(booked, booked - StockBook.sum(free));
    }

    private static Outcome put(
            Bin bin, LocationDefined to, List<Part> parts, @Nullable Rejection earlier) {
        Rejection refusal = earlier == null ? bin.unsuited(to) : earlier;
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return Unpacking.with(
                bin.books(),
                new Outcome.Accepted(
                        Bin.movements(parts, to).stream()
                                .<WarehouseEvent>map(
                                        movement -> new GoodsMoved(movement, bin.goods().scan()))
                                .toList()),
                bin.goods().scan());
    }
}
