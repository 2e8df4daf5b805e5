package io.lotline.core.inventory;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Unidentified;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.SharedRejection.UnknownLocation;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Place;
import java.util.Comparator;
import java.util.List;

/// Records a count beside what the log says at that very position (GSP Art 77). It moves nothing:
/// the variance is a fact to be explained.
public final class CountStockDecision
        implements FoldedDecision<CountStock, CountStockDecision.State> {

    @Override
    public Class<CountStock> commandType() {
        return CountStock.class;
    }

    @Override
    public Criteria boundary(CountStock command) {
        return Boundaries.any(
                List.of(Boundaries.location(command.location())),
                about(command, command.goods().di()));
    }

    @Override
    public Criteria further(CountStock command, State state) {
        return Boundaries.any(about(command, state.devices().stockDi(command.goods().di())));
    }

    private static List<Criterion> about(CountStock command, Di di) {
        return List.of(
                Boundaries.device(di),
                Boundaries.of(
                                Tags.lot(di, command.goods().lot()),
                                Tags.location(command.location()))
                        .types(Boundaries.BIN_MOVES));
    }

    @Override
    public State initial(CountStock command) {
        return new State(command, Devices.NONE, Locations.NONE, StockBook.EMPTY);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        Place here = Place.location(state.command().location());
        return new State(
                state.command(),
                state.devices().evolve(event),
                state.locations().evolve(event),
                state.stock().after(event.movements(), cell -> cell.place().equals(here)));
    }

    @Override
    public Outcome decide(CountStock command, State state) {
        if (state.locations().get(command.location()) == null) {
            return Outcome.rejected(new UnknownLocation(command.location()));
        }
        return switch (state.devices().identify(command.goods(), false)) {
            case Unidentified(Rejection reason) -> Outcome.rejected(reason);
            case Goods goods -> count(command, state, goods);
        };
    }

    private static Outcome count(CountStock command, State state, Goods goods) {
        EnterpriseId owner = command.owner();
        if (owner == null) {
            List<EnterpriseId> owners =
                    state.stock().parts(goods::matches).stream()
                            .map(part -> part.cell().item().owner())
                            .distinct()
                            .sorted(Comparator.comparing(EnterpriseId::value))
                            .toList();
            if (owners.isEmpty()) {
                return Outcome.rejected(
                        new InventoryRejection.UnknownOwner(
                                goods.di(), goods.lot(), command.location()));
            }
            if (owners.size() > 1) {
                return Outcome.rejected(
                        new InventoryRejection.AmbiguousOwner(
                                goods.di(), goods.lot(), command.location(), owners));
            }
            owner = owners.getFirst();
        }
        EnterpriseId whose = owner;
        return Outcome.accepted(
                new StockCounted(
                        command.count(),
                        goods.of(whose),
                        command.location(),
                        goods.quantity(),
                        state.stock()
                                .sum(
                                        cell ->
                                                goods.matches(cell)
                                                        && cell.item().owner().equals(whose)),
                        command.goods().scan()));
    }

    /// What lies in the counted bin.
    public record State(
            CountStock command, Devices devices, Locations locations, StockBook stock) {}
}
