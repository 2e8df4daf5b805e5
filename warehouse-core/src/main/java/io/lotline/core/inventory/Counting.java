package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.LogisticUnit.In;
import io.lotline.core.rules.SerialFile;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.LotInBin;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goods that were seen in a location, as a count that was opened takes them.
///
/// @param opened    what is counted
/// @param owner     whose goods they are said to be; null where the books say it
/// @param countedBy who saw them
record Counting(
        Books books,
        CountOpened opened,
        @Nullable EnterpriseId owner,
        Location location,
        String countedBy) {
    /// Rows that the label of one unit counts at the most: they fit into a commit.
    private static final int MAX_IN_UNIT = 10_000;

    /// Why nothing is counted here for a count; null where it is.
    static @Nullable Rejection refusal(CountFile file, CountOpened opened, Location here) {
        if (!opened.warehouse().equals(here.warehouse())) {
            return new CountRejection.CountOfOtherWarehouse(
                    opened.count(), opened.warehouse(), here);
        }
        if (!file.state().takesScans()) {
            return new CountRejection.CountNotOpen(opened.count(), file.state());
        }
        return opened.locations().isEmpty() || opened.locations().contains(here.id())
                ? null
                : new CountRejection.LocationNotInCount(opened.count(), here);
    }

    /// All of these goods, or none of them: what one scan sees belongs together.
    Outcome all(List<Goods> seen) {
        List<WarehouseEvent> events = new ArrayList<>();
        for (Goods goods : seen) {
            if (!opened.devices().isEmpty() && !opened.devices().contains(goods.di())) {
                return Outcome.rejected(
                        new CountRejection.DeviceNotInCount(opened.count(), goods.di()));
            }
            Rejection late = late(goods.di(), goods.lot(), goods.serial(), goods.scan());
            if (late != null) {
                return Outcome.rejected(late);
            }
            Outcome row = goods.serial() == null ? lot(goods) : piece(goods);
            switch (row) {
                case Outcome.Rejected refused -> {
                    return refused;
                }
                case Outcome.Accepted(List<WarehouseEvent> more) -> events.addAll(more);
            }
        }
        return new Outcome.Accepted(events);
    }

    /// A handheld that was out of reach tells of its counts late. Where the goods were moved
    /// meanwhile, nobody knows what the books said when they were counted.
    private @Nullable Rejection late(
            Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial, Scan scan) {
        Instant moved = books.open(LastMove.BOOK, new LastMove.Key(di, lot, serial, location)).at();
        return moved == null || !scan.scannedAt().isBefore(moved)
                ? null
                : new CountRejection.MovedSinceCounted(
                        di, lot, serial, location, scan.scannedAt(), moved);
    }

    /// A logistic unit that was seen here: every piece in it, and every lot of which all that is
    /// booked here is in it. Of other lots its label does not say how much lies beside it.
    Outcome unit(WholeUnit unit) {
        Map<CountRow, Integer> inside = new LinkedHashMap<>();
        for (LogisticUnit each : unit.tree().values()) {
            for (Map.Entry<In, Integer> goods : each.goods().entrySet()) {
                In in = goods.getKey();
                if (in.order() == null) {
                    boolean alike = in.item().lot() != null || in.serial() != null;
                    inside.merge(
                            new CountRow(
                                    location,
                                    in.item(),
                                    in.serial(),
                                    alike ? null : in.expiryDate()),
                            goods.getValue(),
                            Integer::sum);
                }
            }
        }
        if (inside.size() > MAX_IN_UNIT) {
            return Outcome.rejected(
                    new CountRejection.TooMuchInUnit(
                            unit.scanned().sscc(), inside.size(), MAX_IN_UNIT));
        }
        List<WarehouseEvent> events = new ArrayList<>();
        for (Map.Entry<CountRow, Integer> entry : inside.entrySet()) {
            CountRow row = entry.getKey();
            StockItem item = row.item();
            Scan scan = unit.scanned().scan();
            if (!opened.devices().isEmpty() && !opened.devices().contains(item.di())) {
                return Outcome.rejected(
                        new CountRejection.DeviceNotInCount(opened.count(), item.di()));
            }
            Rejection late = late(item.di(), item.lot(), row.serial(), scan);
            if (late != null) {
                return Outcome.rejected(late);
            }
            int booked = booked(row);
            if (row.serial() == null && entry.getValue() != booked) {
                return Outcome.rejected(
                        new CountRejection.UnitNotAlone(
                                unit.scanned().sscc(),
                                item.di(),
                                item.lot(),
                                location,
                                opened.blind() ? null : entry.getValue(),
                                opened.blind() ? null : booked));
            }
            events.add(
                    new RowCounted(
                            opened.count(),
                            row,
                            entry.getValue(),
                            booked,
                            null,
                            opened.blind(),
                            countedBy,
                            scan));
        }
        return events.isEmpty()
                ? Outcome.rejected(new CountRejection.UnitEmpty(unit.scanned().sscc()))
                : new Outcome.Accepted(events);
    }

    /// How much of a row is booked here.
    private int booked(CountRow row) {
        StockItem item = row.item();
        if (row.serial() != null) {
            return books.open(SharedBooks.SERIAL, new Piece(item.di(), row.serial()))
                    .at(Place.location(location))
                    .sum(_ -> true);
        }
        return books
                .open(SharedBooks.BIN, new LotInBin(item.di(), item.lot(), location))
                .quantities()
                .entrySet()
                .stream()
                .filter(
                        lying ->
                                !lying.getKey().serialised()
                                        && lying.getKey().owner().equals(item.owner())
                                        && (item.lot() != null
                                                || Objects.equals(
                                                        lying.getKey().expiryDate(),
                                                        row.expiryDate())))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private Outcome lot(Goods goods) {
        Bin bin = Bin.open(books, location, goods);
        EnterpriseId whose = owner;
        if (whose == null) {
            List<EnterpriseId> owners = bin.owners();
            if (owners.size() != 1) {
                return Outcome.rejected(owners.isEmpty() ? nobodys(goods) : bin.ambiguous(owners));
            }
            whose = owners.getFirst();
        }
        Rejection stranger = bin.notOwned(whose);
        if (stranger != null) {
            return Outcome.rejected(stranger);
        }
        CountRow row =
                new CountRow(
                        location,
                        goods.of(whose),
                        null,
                        goods.lot() == null ? goods.expiryDate() : null);
        return counted(goods, row, bin.quantity(whose), null);
    }

    /// A piece is here, or elsewhere, or unknown: it says itself whose it is.
    private Outcome piece(Goods goods) {
        SerialFile file =
                books.open(
                        SharedBooks.SERIAL,
                        new Piece(goods.di(), Objects.requireNonNull(goods.serial())));
        Cell cell = file.cell();
        EnterpriseId whose = cell == null ? owner : cell.item().owner();
        if (whose == null) {
            return Outcome.rejected(nobodys(goods));
        }
        Rejection stranger = cell == null ? Bin.noDepositor(books, whose) : null;
        if (stranger != null) {
            return Outcome.rejected(stranger);
        }
        if (owner != null && !owner.equals(whose)) {
            return Outcome.rejected(
                    new CountRejection.PieceOfOtherOwner(goods.di(), goods.serial(), whose, owner));
        }
        LotNumber known = cell == null ? goods.lot() : cell.item().lot();
        if (goods.lot() != null && !goods.lot().equals(known)) {
            return Outcome.rejected(
                    new SharedRejection.SerialOfOtherLot(
                            goods.di(), goods.serial(), goods.lot(), known));
        }
        Place here = Place.location(location);
        boolean booked = cell != null && cell.place().equals(here);
        CountRow row =
                new CountRow(
                        location,
                        cell == null ? goods.of(whose) : cell.item(),
                        goods.serial(),
                        null);
        return counted(goods, row, booked ? 1 : 0, booked || cell == null ? null : cell.place());
    }

    private Rejection nobodys(Goods goods) {
        return new InventoryRejection.UnknownOwner(
                goods.di(), goods.lot(), goods.serial(), location);
    }

    private Outcome counted(Goods goods, CountRow row, int booked, @Nullable Place elsewhere) {
        return Outcome.accepted(
                new RowCounted(
                        opened.count(),
                        row,
                        goods.quantity(),
                        booked,
                        goods.quantity() == 0 ? null : elsewhere,
                        opened.blind(),
                        countedBy,
                        goods.scan()));
    }
}
