package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.Handling;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;

/// Moves each piece in a unit by the rule of single pieces: zones, temperature, room, holds,
/// recalls and promises are those of its goods.
public final class MoveUnitDecision implements Decision<MoveUnit> {
    private final PutAwayGoodsDecision puttingAway = new PutAwayGoodsDecision();
    private final MoveGoodsDecision moving = new MoveGoodsDecision();

    @Override
    public Class<MoveUnit> commandType() {
        return MoveUnit.class;
    }

    @Override
    public Outcome decide(MoveUnit command, Books books) {
        Handling handling = command.putaway() ? Handling.PUTAWAY : Handling.MOVE;
        return WholeUnit.of(
                books,
                command.unit(),
                handling,
                unit -> {
                    Location from = unit.place().asLocation();
                    Rejection other = unit.isNotAt(books, command.from(), command.to().warehouse());
                    return other != null
                            ? Outcome.rejected(other)
                            : unit.each(
                                    books,
                                    handling,
                                    WholeUnit.Papers.of(
                                            command.putaway() ? command.notice() : null),
                                    (goods, in, meanwhile) ->
                                            piece(command, from, goods, in, meanwhile));
                });
    }

    private Outcome piece(
            MoveUnit command, Location from, ScannedGoods goods, LogisticUnit.In in, Books books) {
        EnterpriseId owner = in.item().owner();
        if (command.owner() != null && !command.owner().equals(owner)) {
            return Outcome.rejected(
                    new InventoryRejection.UnitOfOtherOwner(
                            command.unit().sscc(), owner, command.owner()));
        }
        return command.putaway()
                ? puttingAway.decide(
                        new PutAwayGoods(
                                command.notice(),
                                owner,
                                from,
                                command.to(),
                                goods,
                                command.unit().today()),
                        books)
                : moving.decide(
                        new MoveGoods(
                                command.notice(),
                                owner,
                                from,
                                command.to(),
                                goods,
                                command.unit().today()),
                        books);
    }
}
