package io.lotline.core.distribution;

import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Unidentified;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.Promises;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes goods out of a bin for an order: never what is recalled, held or expired, never more than
/// lies there and is not promised to others, never more than was ordered.
///
/// Two pickers in two bins do not meet; whatever stops the lot meets every pick of it.
public final class PickItemDecision implements Decision<PickItem, PickItemDecision.State> {

    @Override
    public Class<PickItem> commandType() {
        return PickItem.class;
    }

    @Override
    public Criteria boundary(PickItem command) {
        return Boundaries.any(
                List.of(
                        Boundaries.of(Tags.order(command.order()))
                                .types(
                                        OrderPlaced.class,
                                        OrderAllocated.class,
                                        ItemPicked.class,
                                        GoodsReturned.class),
                        Boundaries.location(command.location())),
                about(command, command.goods().di()));
    }

    @Override
    public Criteria further(PickItem command, State state) {
        Di di = state.devices().stockDi(command.goods().di());
        OrderPlaced placed = state.order().placed();
        if (placed == null) {
            return Boundaries.any(about(command, di));
        }
        var bin =
                Boundaries.of(
                        Tags.stock(
                                new StockItem(placed.owner(), di, command.goods().lot()),
                                command.location()));
        return Boundaries.any(
                about(command, di),
                List.of(bin.types(Boundaries.BIN_MOVES), bin.types(OrderAllocated.class)));
    }

    private static List<Criterion> about(PickItem command, Di di) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(Boundaries.device(di));
        parts.addAll(Boundaries.stops(di, command.goods().lot(), command.goods().serial()));
        return parts;
    }

    @Override
    public State initial(PickItem command) {
        return new State(
                command,
                OrderBook.unread(command.order()),
                Devices.NONE,
                Locations.NONE,
                LotStanding.FREE,
                StockBook.EMPTY,
                false,
                Promises.NONE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        Place here = Place.location(state.command().location());
        boolean seen = state.seen();
        for (Movement movement : event.movements()) {
            seen |=
                    movement.to().equals(here)
                            && Objects.equals(movement.serial(), state.command().goods().serial());
        }
        return new State(
                state.command(),
                state.order().evolve(event),
                state.devices().evolve(event),
                state.locations().evolve(event),
                state.standing().evolve(event),
                state.bin()
                        .after(
                                event.movements(),
                                cell ->
                                        cell.place().equals(here)
                                                && cell.status() == QualityStatus.QUALIFIED),
                seen,
                state.promises().evolve(event));
    }

    @Override
    public Outcome decide(PickItem command, State state) {
        OrderPlaced placed = state.order().placed();
        if (placed == null) {
            return Outcome.rejected(new SharedRejection.UnknownOrder(command.order()));
        }
        Location here = command.location();
        if (!here.warehouse().equals(placed.warehouse())) {
            return Outcome.rejected(
                    new DistributionRejection.WrongWarehouse(
                            "order " + placed.order(), here.warehouse()));
        }
        LocationDefined location = state.locations().get(here);
        if (location == null) {
            return Outcome.rejected(new SharedRejection.UnknownLocation(here));
        }
        if (!Locations.zonesFor(QualityStatus.QUALIFIED).contains(location.zone())) {
            return Outcome.rejected(
                    new SharedRejection.WrongLocation(
                            here,
                            location.zone(),
                            "Goods are picked from QUALIFIED or DISPATCH; location %s is in zone %s"
                                    .formatted(here, location.zone()),
                            "take them from a bin of the pick list"));
        }
        return switch (state.devices().identify(command.goods(), false)) {
            case Unidentified(Rejection reason) -> Outcome.rejected(reason);
            case Goods goods -> pick(command, state, placed, goods);
        };
    }

    private static Outcome pick(PickItem command, State state, OrderPlaced placed, Goods goods) {
        StockItem item = goods.of(placed.owner());
        List<Part> parts =
                StockBook.firstExpiredFirst(
                        state.bin().parts(cell -> cell.item().equals(item) && goods.matches(cell)));
        List<OrderLine> lines =
                placed.lines().stream().filter(line -> line.di().equals(goods.di())).toList();
        if (lines.isEmpty()) {
            return Outcome.rejected(
                    new SharedRejection.NotOnOrder(
                            command.order(),
                            goods.di(),
                            placed.lines().stream().map(OrderLine::di).distinct().toList()));
        }
        LocalDate expiry =
                parts.isEmpty() ? goods.expiryDate() : parts.getFirst().cell().expiryDate();
        Rejection refusal =
                state.standing()
                        .stop(item, goods.serial(), expiry, command.location(), command.today());
        if (refusal == null
                && expiry != null
                && goods.expiryDate() != null
                && !expiry.equals(goods.expiryDate())) {
            refusal =
                    new SharedRejection.ExpiryConflict(
                            goods.di(), goods.lot(), expiry, goods.expiryDate(), "its receipt");
        }
        if (refusal == null) {
            refusal = notThere(command, state, item, goods, parts);
        }
        if (refusal == null) {
            refusal = notWanted(command, state, lines, goods, expiry);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<OrderLine> served =
                lines.stream()
                        .filter(line -> ShelfLife.enough(expiry, line, command.today()))
                        .toList();
        return new Outcome.Accepted(
                picks(command, state, served, StockBook.take(parts, goods.quantity())));
    }

    private static @Nullable Rejection notThere(
            PickItem command, State state, StockItem item, Goods goods, List<Part> parts) {
        if (parts.isEmpty() && !state.seen()) {
            return new SharedRejection.WrongLocation(
                    command.location(),
                    null,
                    "%s never lay in location %s for %s"
                            .formatted(
                                    SharedRejection.goods(goods.di(), goods.lot(), goods.serial()),
                                    command.location(),
                                    item.owner()),
                    "look at the pick list for the right bin");
        }
        int booked = parts.stream().mapToInt(Part::quantity).sum();
        int promised =
                state.promises()
                        .sum(
                                promise ->
                                        !promise.order().equals(command.order())
                                                && promise.item().equals(item)
                                                && promise.location().equals(command.location()));
        int free = state.bin().sum(cell -> cell.item().equals(item)) - promised;
        int available = Math.max(0, Math.min(booked, free));
        return goods.quantity() <= available
                ? null
                : new SharedRejection.InsufficientStock(
                        goods.di(),
                        goods.lot(),
                        goods.serial(),
                        command.location(),
                        goods.quantity(),
                        booked,
                        promised,
                        available);
    }

    private static @Nullable Rejection notWanted(
            PickItem command,
            State state,
            List<OrderLine> lines,
            Goods goods,
            @Nullable LocalDate expiry) {
        int needed = 0;
        int served = 0;
        OrderLine tooOld = null;
        for (OrderLine line : lines) {
            int open = state.order().needed(line);
            needed += open;
            if (ShelfLife.enough(expiry, line, command.today())) {
                served += open;
            } else if (open > 0) {
                tooOld = line;
            }
        }
        if (goods.quantity() > needed) {
            int ordered = lines.stream().mapToInt(OrderLine::quantity).sum();
            return new DistributionRejection.OverPick(
                    command.order(), goods.di(), ordered, ordered - needed, goods.quantity());
        }
        if (goods.quantity() > served && tooOld != null && expiry != null) {
            return new DistributionRejection.RemainingShelfLifeTooShort(
                    command.order(),
                    goods.di(),
                    goods.lot(),
                    expiry,
                    Objects.requireNonNullElse(tooOld.minimumRemainingDays(), 0),
                    ShelfLife.needed(tooOld, command.today()));
        }
        return null;
    }

    /// One event for each line that the goods go to, mostly one.
    private static List<WarehouseEvent> picks(
            PickItem command, State state, List<OrderLine> lines, List<Part> parts) {
        List<WarehouseEvent> events = new ArrayList<>();
        OrderBook book = state.order();
        for (Part part : parts) {
            int open = part.quantity();
            while (open > 0) {
                OrderLine line = next(book, lines, part);
                int needed = book.needed(line);
                int promised = book.promises().sum(promisedIn(part, line));
                boolean othersPromised = promisedToOthers(book, lines, line, part);
                int share =
                        Math.min(
                                open,
                                promised > 0 && othersPromised
                                        ? Math.min(promised, needed)
                                        : needed);
                int fromAllocation = Math.min(share, promised);
                ItemPicked picked =
                        new ItemPicked(
                                command.order(),
                                line.lineId(),
                                part.cell()
                                        .to(
                                                Place.order(command.order()),
                                                QualityStatus.QUALIFIED,
                                                share),
                                fromAllocation,
                                needless(book, line, part, needed - share, fromAllocation),
                                command.goods().scan());
                events.add(picked);
                book = book.evolve(picked);
                open -= share;
            }
        }
        return events;
    }

    private static boolean promisedToOthers(
            OrderBook book, List<OrderLine> lines, OrderLine line, Part part) {
        return lines.stream()
                .anyMatch(
                        other ->
                                !other.equals(line)
                                        && book.promises().sum(promisedIn(part, other)) > 0);
    }

    /// The line that still needs goods, one that was promised goods in this bin before others.
    private static OrderLine next(OrderBook book, List<OrderLine> lines, Part part) {
        OrderLine next = null;
        boolean nextPromised = false;
        for (OrderLine line : lines) {
            boolean promised = book.promises().sum(promisedIn(part, line)) > 0;
            if (book.needed(line) > 0 && (next == null || (promised && !nextPromised))) {
                next = line;
                nextPromised = promised;
            }
        }
        return Objects.requireNonNull(next);
    }

    private static Predicate<Promises.Promise> promisedIn(Part part, OrderLine line) {
        Location here = part.cell().place().asLocation();
        return promise ->
                promise.line().equals(line.lineId())
                        && promise.item().equals(part.cell().item())
                        && Objects.equals(promise.expiryDate(), part.cell().expiryDate())
                        && promise.location().equals(here);
    }

    /// The line's promises elsewhere beyond what it needs after this pick, the last made first.
    private static List<Allocation> needless(
            OrderBook book, OrderLine line, Part part, int neededAfter, int fromAllocation) {
        int surplus =
                book.promises().sum(promise -> promise.line().equals(line.lineId()))
                        - fromAllocation
                        - neededAfter;
        List<Allocation> released = new ArrayList<>();
        List<Allocation> elsewhere =
                book.promises()
                        .allocations(
                                promise ->
                                        promise.line().equals(line.lineId())
                                                && !promisedIn(part, line).test(promise));
        for (Allocation allocation : elsewhere.reversed()) {
            int share = Math.min(surplus, allocation.quantity());
            if (share > 0) {
                released.add(
                        new Allocation(
                                allocation.lineId(),
                                allocation.item(),
                                allocation.expiryDate(),
                                allocation.location(),
                                share));
                surplus -= share;
            }
        }
        return released;
    }

    /// What a pick has to know.
    ///
    /// @param bin      what lies in the bin
    /// @param seen     whether such goods ever came to the bin
    /// @param promises what lies promised in the bin, to any order
    public record State(
            PickItem command,
            OrderBook order,
            Devices devices,
            Locations locations,
            LotStanding standing,
            StockBook bin,
            boolean seen,
            Promises promises) {}
}
