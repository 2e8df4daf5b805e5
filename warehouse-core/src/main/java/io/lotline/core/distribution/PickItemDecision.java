package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Available;
import io.lotline.core.rules.BinStock;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Labels;
import io.lotline.core.rules.Labels.Announcement;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SerialFile;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.rules.Unpacking;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes goods out of a bin for an order: never what is recalled, held or expired, never more than
/// lies there and is not promised to others, never more than was ordered.
///
/// Two pickers in two bins do not meet; whatever stops the lot meets every pick of it.
public final class PickItemDecision implements Decision<PickItem> {

    @Override
    public Class<PickItem> commandType() {
        return PickItem.class;
    }

    @Override
    public Outcome decide(PickItem command, Books books) {
        OrderBook order = books.open(OrderBook.BOOK, command.order());
        OrderPlaced placed = order.placed();
        if (placed == null) {
            return Outcome.rejected(new SharedRejection.UnknownOrder(command.order()));
        }
        if (order.document().cancelled()) {
            return Outcome.rejected(new DistributionRejection.CancelledOrder(command.order()));
        }
        Location here = command.location();
        if (!here.warehouse().equals(placed.warehouse())) {
            return Outcome.rejected(
                    DistributionRejection.WrongWarehouse.of(
                            books, "order " + placed.order(), here.warehouse()));
        }
        LocationDefined location = books.open(SharedBooks.LOCATION, here).get(here);
        if (location == null) {
            return Outcome.rejected(Known.unknownLocation(books, here));
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
        return Labels.taken(
                books,
                here,
                command.goods(),
                Announcement.NONE,
                goods -> pick(command, books, order, placed, goods));
    }

    private static Outcome pick(
            PickItem command, Books books, OrderBook order, OrderPlaced placed, Goods goods) {
        StockItem item = goods.of(placed.owner());
        List<OrderLine> lines =
                placed.lines().stream().filter(line -> line.di().equals(goods.di())).toList();
        if (lines.isEmpty()) {
            return Outcome.rejected(
                    new SharedRejection.NotOnOrder(
                            command.order(),
                            goods.di(),
                            placed.lines().stream().map(OrderLine::di).distinct().toList()));
        }
        List<Part> parts =
                StockBook.firstExpiredFirst(
                        BinStock.lying(books, goods, command.location())
                                .parts(
                                        cell ->
                                                cell.status() == QualityStatus.QUALIFIED
                                                        && cell.item().equals(item)
                                                        && goods.matches(cell)));
        List<Part> free = Available.unpromised(books, parts, promisesOf(order));
        List<Part> first = free.isEmpty() ? parts : free;
        LocalDate expiry =
                first.isEmpty() ? goods.expiryDate() : first.getFirst().cell().expiryDate();
        Rejection refusal =
                LotStanding.reading(books, goods.di(), goods.lot(), goods.serial())
                        .stop(item, goods.serial(), expiry, command.location(), command.today());
        if (refusal == null) {
            refusal = notThere(command, books, item, goods, parts, free);
        }
        if (refusal == null) {
            refusal = notWanted(command, order, lines, goods, expiry);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        List<OrderLine> served =
                lines.stream()
                        .filter(line -> ShelfLife.enough(expiry, line, command.today()))
                        .toList();
        return Unpacking.with(
                books,
                new Outcome.Accepted(
                        picks(
                                command,
                                goods,
                                order,
                                served,
                                StockBook.take(free, goods.quantity()))),
                goods.scan());
    }

    private static @Nullable Rejection notThere(
            PickItem command,
            Books books,
            StockItem item,
            Goods goods,
            List<Part> parts,
            List<Part> free) {
        Location here = command.location();
        BinStock bin = BinStock.of(books, goods, here);
        if (parts.isEmpty() && !everThere(books, bin, item, goods, here)) {
            return new SharedRejection.WrongLocation(
                    here,
                    null,
                    "%s never lay in location %s for %s"
                            .formatted(
                                    SharedRejection.goods(goods.di(), goods.lot(), goods.serial()),
                                    here,
                                    item.owner()),
                    "look at the pick list for the right bin");
        }
        int booked = StockBook.sum(parts);
        int available = StockBook.sum(free);
        return goods.quantity() <= available
                ? null
                : new SharedRejection.InsufficientStock(
                        goods.di(),
                        goods.lot(),
                        goods.serial(),
                        here,
                        goods.quantity(),
                        booked,
                        booked - available,
                        available);
    }

    /// The order's own promises, which its picks keep.
    private static Available.Own promisesOf(OrderBook order) {
        return new Available.Own() {
            @Override
            public OrderId order() {
                return order.order();
            }

            @Override
            public int promised(StockItem item, @Nullable LocalDate expiryDate, Location bin) {
                return order.promises().of(new OrderPromises.Promise(item, null, expiryDate, bin));
            }
        };
    }

    /// Whether the lot ever lay here; whether the very piece lies here or left its last bin here.
    private static boolean everThere(
            Books books, BinStock bin, StockItem item, Goods goods, Location here) {
        if (goods.serial() == null) {
            return bin.seen();
        }
        SerialFile file = books.open(SharedBooks.SERIAL, new Piece(goods.di(), goods.serial()));
        return file.cell() != null
                && file.cell().item().equals(item)
                && (here.equals(file.left()) || file.cell().place().equals(Place.location(here)));
    }

    private static @Nullable Rejection notWanted(
            PickItem command,
            OrderBook order,
            List<OrderLine> lines,
            Goods goods,
            @Nullable LocalDate expiry) {
        int needed = 0;
        int served = 0;
        OrderLine tooOld = null;
        for (OrderLine line : lines) {
            int open = order.needed(line);
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
            PickItem command,
            Goods goods,
            OrderBook order,
            List<OrderLine> lines,
            List<Part> parts) {
        List<WarehouseEvent> events = new ArrayList<>();
        OrderBook book = order;
        for (Part part : parts) {
            int open = part.quantity();
            while (open > 0) {
                OrderLine line = next(book, lines, part);
                int needed = book.needed(line);
                int promised = book.promises().of(line.lineId(), here(part));
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
                                goods.scan());
                events.add(picked);
                book = book.after(picked);
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
                                        && book.promises().of(other.lineId(), here(part)) > 0);
    }

    /// The line that still needs goods, one that was promised goods in this bin before others.
    private static OrderLine next(OrderBook book, List<OrderLine> lines, Part part) {
        OrderLine next = null;
        boolean nextPromised = false;
        for (OrderLine line : lines) {
            boolean promised = book.promises().of(line.lineId(), here(part)) > 0;
            if (book.needed(line) > 0 && (next == null || (promised && !nextPromised))) {
                next = line;
                nextPromised = promised;
            }
        }
        return Objects.requireNonNull(next);
    }

    private static OrderPromises.Promise here(Part part) {
        return new OrderPromises.Promise(
                part.cell().item(),
                part.cell().serial(),
                part.cell().expiryDate(),
                part.cell().place().asLocation());
    }

    /// The line's promises elsewhere beyond what it needs after this pick, the last made first.
    private static List<Allocation> needless(
            OrderBook book, OrderLine line, Part part, int neededAfter, int fromAllocation) {
        int surplus = book.promises().of(line.lineId()) - fromAllocation - neededAfter;
        return book.promises().elsewhere(line.lineId(), here(part), surplus);
    }
}
