package io.lotline.core.distribution;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Shortage;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.Promises;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Promises accepted stock to an order: first expired first out, then first received, then by
/// location. Never what is expired, held or recalled, and nothing that the consignee would find too
/// old. What was promised before and is not picked yet is decided anew.
public final class AllocateOrderDecision
        implements FoldedDecision<AllocateOrder, AllocateOrderDecision.State> {

    @Override
    public Class<AllocateOrder> commandType() {
        return AllocateOrder.class;
    }

    @Override
    public Criteria boundary(AllocateOrder command) {
        return Criteria.of(
                Boundaries.of(Tags.order(command.order()))
                        .types(
                                OrderPlaced.class,
                                OrderAllocated.class,
                                ItemPicked.class,
                                GoodsReturned.class));
    }

    /// The owner's stock of every ordered device; then, once that is known, the bins it lies in and
    /// what stops its lots and serial numbers.
    @Override
    public Criteria further(AllocateOrder command, State state) {
        OrderPlaced placed = state.order().placed();
        if (placed == null || hidden(command, placed)) {
            return Criteria.NOTHING;
        }
        List<Criterion> parts = new ArrayList<>();
        for (OrderLine line : placed.lines()) {
            parts.add(
                    Boundaries.of(Tags.goods(placed.owner(), line.di()))
                            .types(Boundaries.BIN_MOVES));
            parts.add(
                    Boundaries.of(Tags.goods(placed.owner(), line.di()))
                            .types(OrderAllocated.class));
        }
        for (Part part : state.stock().parts(cell -> here(cell, placed))) {
            Cell cell = part.cell();
            parts.add(Boundaries.location(cell.place().asLocation()));
            parts.addAll(Boundaries.stops(cell.item().di(), cell.item().lot(), cell.serial()));
        }
        return Boundaries.any(parts);
    }

    private static boolean hidden(AllocateOrder command, OrderPlaced placed) {
        return command.actingFor() != null && !command.actingFor().equals(placed.owner());
    }

    private static boolean here(Cell cell, OrderPlaced placed) {
        return cell.item().owner().equals(placed.owner())
                && cell.place().asLocation().warehouse().equals(placed.warehouse());
    }

    @Override
    public State initial(AllocateOrder command) {
        return new State(
                OrderBook.unread(command.order()),
                StockBook.EMPTY,
                Map.of(),
                Promises.NONE,
                Locations.NONE,
                LotStanding.FREE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(
                state.order().evolve(event),
                state.stock()
                        .after(
                                event.movements(),
                                cell ->
                                        cell.place().kind() == Place.Kind.LOCATION
                                                && cell.status() == QualityStatus.QUALIFIED),
                receipts(state, event),
                state.promises().evolve(event),
                state.locations().evolve(event),
                state.standing().evolve(event));
    }

    private static Map<Received, Integer> receipts(State state, WarehouseEvent event) {
        if (!(event instanceof GoodsReceived received)) {
            return state.receipts();
        }
        Received key = new Received(received.movement().item(), received.movement().expiryDate());
        if (state.receipts().containsKey(key)) {
            return state.receipts();
        }
        Map<Received, Integer> copy = new HashMap<>(state.receipts());
        copy.put(key, copy.size());
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public Outcome decide(AllocateOrder command, State state) {
        OrderPlaced placed = state.order().placed();
        if (placed == null || hidden(command, placed)) {
            return Outcome.rejected(new DistributionRejection.NoSuchOrder(command.order()));
        }
        Map<Lot, Integer> free = free(command, state, placed);
        List<Lot> firstExpiredFirst =
                free.keySet().stream()
                        .sorted(
                                Comparator.comparing(
                                                Lot::expiryDate,
                                                Comparator.nullsLast(Comparator.naturalOrder()))
                                        .thenComparing(lot -> state.received(lot))
                                        .thenComparing(lot -> lot.location().id().value()))
                        .toList();
        List<Allocation> allocations = new ArrayList<>();
        List<Shortage> shortages = new ArrayList<>();
        for (OrderLine line : placed.lines()) {
            int open = state.order().needed(line);
            for (Lot lot : firstExpiredFirst) {
                int share = Math.min(open, free.getOrDefault(lot, 0));
                if (share > 0
                        && lot.item().di().equals(line.di())
                        && ShelfLife.enough(lot.expiryDate(), line, command.today())) {
                    allocations.add(
                            new Allocation(
                                    line.lineId(),
                                    lot.item(),
                                    lot.expiryDate(),
                                    lot.location(),
                                    share));
                    free.merge(lot, -share, Integer::sum);
                    open -= share;
                }
            }
            if (open > 0) {
                shortages.add(new Shortage(line.lineId(), line.di(), open));
            }
        }
        List<Allocation> before = state.order().openAllocations();
        if (new HashSet<>(before).equals(new HashSet<>(allocations))
                && shortages.equals(state.order().shortages())) {
            return Outcome.accepted();
        }
        return Outcome.accepted(
                new OrderAllocated(
                        command.order(), placed.owner(), allocations, before, shortages));
    }

    /// What may be promised, by lot and bin: what lies there and nothing stops, less what other
    /// orders were promised.
    private static Map<Lot, Integer> free(AllocateOrder command, State state, OrderPlaced placed) {
        Map<Lot, Integer> free = new LinkedHashMap<>();
        for (Part part : state.stock().parts(cell -> here(cell, placed))) {
            Cell cell = part.cell();
            Location location = cell.place().asLocation();
            LocationDefined defined = state.locations().get(location);
            if (defined != null
                    && Locations.zonesFor(QualityStatus.QUALIFIED).contains(defined.zone())
                    && state.standing()
                                    .stop(
                                            cell.item(),
                                            cell.serial(),
                                            cell.expiryDate(),
                                            location,
                                            command.today())
                            == null) {
                free.merge(
                        new Lot(cell.item(), cell.expiryDate(), location),
                        part.quantity(),
                        Integer::sum);
            }
        }
        free.replaceAll(
                (lot, quantity) ->
                        quantity
                                - state.promises()
                                        .sum(
                                                promise ->
                                                        !promise.order().equals(command.order())
                                                                && lot.equals(
                                                                        new Lot(
                                                                                promise.item(),
                                                                                promise
                                                                                        .expiryDate(),
                                                                                promise
                                                                                        .location()))));
        return free;
    }

    /// A lot in a bin.
    private record Lot(StockItem item, @Nullable LocalDate expiryDate, Location location) {}

    /// A lot that was received.
    public record Received(StockItem item, @Nullable LocalDate expiryDate) {}

    /// What allocation has to know.
    ///
    /// @param receipts which lot came first, second, …
    public record State(
            OrderBook order,
            StockBook stock,
            Map<Received, Integer> receipts,
            Promises promises,
            Locations locations,
            LotStanding standing) {
        private int received(Lot lot) {
            return Objects.requireNonNullElse(
                    receipts.get(new Received(lot.item(), lot.expiryDate())), Integer.MAX_VALUE);
        }
    }
}
