package io.lotline.core.inventory;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.Bin.Owner;
import io.lotline.core.inventory.Bin.Unclear;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices.Unidentified;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts accepted goods into a qualified zone, and goods not accepted into the non-conforming one
/// (GSP Art 40, 62). What is recalled, held or expired may only go to the latter.
public final class PutAwayGoodsDecision
        implements FoldedDecision<PutAwayGoods, PutAwayGoodsDecision.State> {
    private static final Set<Zone> WAITING = EnumSet.of(Zone.QUARANTINE, Zone.RETURNS);

    @Override
    public Class<PutAwayGoods> commandType() {
        return PutAwayGoods.class;
    }

    @Override
    public Criteria boundary(PutAwayGoods command) {
        List<Criterion> notice =
                command.notice() == null
                        ? List.of()
                        : List.of(
                                Boundaries.of(Tags.notice(command.notice()))
                                        .types(InboundNoticeFiled.class));
        return Boundaries.any(
                notice,
                Bin.about(command.goods().di(), command.goods(), command.from(), command.to()));
    }

    @Override
    public Criteria further(PutAwayGoods command, State state) {
        return Boundaries.any(state.bin().further(command.goods()));
    }

    @Override
    public State initial(PutAwayGoods command) {
        return new State(null, Bin.unread(command.from(), command.to()));
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(
                event instanceof InboundNoticeFiled filed ? filed : state.notice(),
                state.bin().evolve(event));
    }

    @Override
    public Outcome decide(PutAwayGoods command, State state) {
        if (command.notice() != null && state.notice() == null) {
            return Outcome.rejected(new UnknownNotice(command.notice()));
        }
        Bin bin = state.bin();
        LocationDefined from = bin.locations().get(command.from());
        LocationDefined to = bin.locations().get(command.to());
        if (from == null || to == null) {
            return Outcome.rejected(Objects.requireNonNull(bin.unknown()));
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
        return switch (bin.devices().identify(command.goods(), false)) {
            case Unidentified(Rejection reason) -> Outcome.rejected(reason);
            case Goods goods ->
                    switch (bin.whose(
                            goods,
                            command.notice() == null || state.notice() == null
                                    ? null
                                    : state.notice().owner())) {
                        case Unclear(Rejection reason) -> Outcome.rejected(reason);
                        case Owner(EnterpriseId owner) -> putAway(command, bin, to, goods, owner);
                    };
        };
    }

    private static Outcome putAway(
            PutAwayGoods command, Bin bin, LocationDefined to, Goods goods, EnterpriseId owner) {
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
        List<Part> parts = bin.take(goods, owner, status);
        if (status == QualityStatus.NON_CONFORMING && !bin.covers(parts, goods)) {
            List<Part> stopped = bin.take(goods, owner, QualityStatus.QUALIFIED);
            if (bin.covers(stopped, goods) && bin.stopped(stopped, command.today()) != null) {
                parts = stopped;
            }
        }
        Rejection refusal =
                bin.covers(parts, goods) ? null : missing(bin, goods, owner, to, status);
        if (refusal == null && status == QualityStatus.QUALIFIED) {
            refusal = bin.stopped(parts, command.today());
        }
        if (refusal == null) {
            refusal = Locations.unfit(to, goods.device());
        }
        if (refusal == null) {
            refusal = Locations.full(to, bin.occupied(), goods.quantity());
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return new Outcome.Accepted(
                parts.stream()
                        .map(bin::move)
                        .<WarehouseEvent>map(
                                movement ->
                                        new GoodsPutAway(
                                                command.notice(), movement, command.goods().scan()))
                        .toList());
    }

    private static Rejection missing(
            Bin bin, Goods goods, EnterpriseId owner, LocationDefined to, QualityStatus status) {
        int waiting =
                bin.quantity(goods, owner, QualityStatus.PENDING_INSPECTION)
                        + bin.quantity(goods, owner, QualityStatus.RETURNED);
        if (waiting > 0) {
            return new InventoryRejection.NotInspected(
                    goods.di(), goods.lot(), bin.from(), waiting, goods.quantity());
        }
        return bin.missing(goods, owner, to.zone(), List.of(status));
    }

    /// What putting goods away has to know.
    public record State(@Nullable InboundNoticeFiled notice, Bin bin) {}
}
