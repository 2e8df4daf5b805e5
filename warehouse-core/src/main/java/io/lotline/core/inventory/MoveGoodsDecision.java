package io.lotline.core.inventory;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.Bin.Owner;
import io.lotline.core.inventory.Bin.Unclear;
import io.lotline.core.inventory.Bin.Whose;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices.Unidentified;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.Promises;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Moves goods between bins of zones that fit their status, and never away from under a promise to
/// an order. Goods that are recalled, held or expired may be set apart, promised or not (GSP Art
/// 74, 76).
public final class MoveGoodsDecision implements FoldedDecision<MoveGoods, MoveGoodsDecision.State> {

    @Override
    public Class<MoveGoods> commandType() {
        return MoveGoods.class;
    }

    @Override
    public Criteria boundary(MoveGoods command) {
        return Boundaries.any(
                Bin.about(command.goods().di(), command.goods(), command.from(), command.to()));
    }

    @Override
    public Criteria further(MoveGoods command, State state) {
        List<Criterion> parts = new ArrayList<>(state.bin().further(command.goods()));
        if (state.bin().devices().identify(command.goods(), false) instanceof Goods goods
                && state.bin().whose(goods, command.owner()) instanceof Owner(EnterpriseId owner)) {
            parts.add(
                    Boundaries.of(Tags.stock(goods.of(owner), command.from()))
                            .types(Boundaries.PROMISES));
        }
        return Boundaries.any(parts);
    }

    @Override
    public State initial(MoveGoods command) {
        return new State(Bin.unread(command.from(), command.to()), Promises.NONE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(state.bin().evolve(event), state.promises().evolve(event));
    }

    @Override
    public Outcome decide(MoveGoods command, State state) {
        Bin bin = state.bin();
        LocationDefined from = bin.locations().get(command.from());
        LocationDefined to = bin.locations().get(command.to());
        if (from == null || to == null) {
            return Outcome.rejected(Objects.requireNonNull(bin.unknown()));
        }
        if (command.from().equals(command.to())) {
            return Outcome.rejected(
                    new WrongLocation(
                            command.to(),
                            to.zone(),
                            "The goods are in location %s already".formatted(command.to()),
                            "another target was meant"));
        }
        return switch (bin.devices().identify(command.goods(), false)) {
            case Unidentified(Rejection reason) -> Outcome.rejected(reason);
            case Goods goods -> {
                Whose whose = bin.whose(goods, command.owner());
                yield switch (whose) {
                    case Unclear(Rejection reason) -> Outcome.rejected(reason);
                    case Owner(EnterpriseId owner) -> move(command, state, to, goods, owner);
                };
            }
        };
    }

    private static Outcome move(
            MoveGoods command, State state, LocationDefined to, Goods goods, EnterpriseId owner) {
        Bin bin = state.bin();
        List<QualityStatus> wanted = new ArrayList<>();
        for (QualityStatus status : QualityStatus.values()) {
            if (Locations.zonesFor(status).contains(to.zone())) {
                wanted.add(status);
            }
        }
        List<Part> parts = List.of();
        for (QualityStatus status : wanted) {
            List<Part> candidate = bin.take(goods, owner, status);
            if (!bin.covers(parts, goods) && bin.covers(candidate, goods)) {
                parts = candidate;
            }
        }
        if (!bin.covers(parts, goods)) {
            return setApart(command, bin, to, goods, owner, wanted);
        }
        Rejection refusal = null;
        if (parts.getFirst().cell().status() == QualityStatus.QUALIFIED) {
            refusal = bin.stopped(parts, command.today());
            if (refusal == null) {
                refusal = promised(state, goods, owner);
            }
        }
        return put(command, bin, to, goods, parts, refusal);
    }

    /// Qualified goods go to quarantine or to the non-conforming zone only where something stops
    /// them.
    private static Outcome setApart(
            MoveGoods command,
            Bin bin,
            LocationDefined to,
            Goods goods,
            EnterpriseId owner,
            List<QualityStatus> wanted) {
        List<Part> parts = bin.take(goods, owner, QualityStatus.QUALIFIED);
        boolean apart = to.zone() == Zone.QUARANTINE || to.zone() == Zone.NON_CONFORMING;
        Rejection refusal =
                apart && bin.covers(parts, goods) && bin.stopped(parts, command.today()) != null
                        ? null
                        : bin.missing(goods, owner, to.zone(), wanted);
        return put(command, bin, to, goods, parts, refusal);
    }

    private static @Nullable Rejection promised(State state, Goods goods, EnterpriseId owner) {
        StockItem item = goods.of(owner);
        int booked =
                state.bin()
                        .stock()
                        .sum(
                                cell ->
                                        cell.item().equals(item)
                                                && cell.status() == QualityStatus.QUALIFIED);
        int promised =
                state.promises()
                        .sum(
                                promise ->
                                        promise.item().equals(item)
                                                && promise.location().equals(state.bin().from()));
        return goods.quantity() <= booked - promised
                ? null
                : state.bin().insufficient(goods, booked, promised);
    }

    private static Outcome put(
            MoveGoods command,
            Bin bin,
            LocationDefined to,
            Goods goods,
            List<Part> parts,
            @Nullable Rejection earlier) {
        Rejection refusal = earlier;
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
                                movement -> new GoodsMoved(movement, command.goods().scan()))
                        .toList());
    }

    /// What moving goods has to know.
    public record State(Bin bin, Promises promises) {}
}
