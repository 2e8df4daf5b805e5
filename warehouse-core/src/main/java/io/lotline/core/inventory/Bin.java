package io.lotline.core.inventory;

import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.SharedRejection.InsufficientStock;
import io.lotline.core.rules.SharedRejection.UnknownLocation;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of goods that are taken from one bin, and perhaps put into another: the devices
/// and locations, what lies there of every owner, and what stops it.
///
/// @param occupied what lies in the target; complete only where its capacity counts
public record Bin(
        Location from,
        Location to,
        Devices devices,
        Locations locations,
        LotStanding standing,
        StockBook stock,
        int occupied) {

    static Bin unread(Location from, Location to) {
        return new Bin(
                from, to, Devices.NONE, Locations.NONE, LotStanding.FREE, StockBook.EMPTY, 0);
    }

    /// The boundary: by lot and location, so whoever owns the goods is found in it.
    static List<Criterion> about(Di di, ScannedGoods goods, Location from, Location to) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(Boundaries.device(di));
        parts.add(Boundaries.location(from));
        parts.add(Boundaries.location(to));
        parts.add(
                Boundaries.of(Tags.lot(di, goods.lot()), Tags.location(from))
                        .types(Boundaries.BIN_MOVES));
        parts.addAll(Boundaries.stops(di, goods.lot(), goods.serial()));
        return parts;
    }

    /// The same for the device that a scanned package holds, and the target's occupancy where its
    /// capacity counts.
    List<Criterion> further(ScannedGoods goods) {
        List<Criterion> parts = about(devices.stockDi(goods.di()), goods, from, to);
        var target = locations.get(to);
        if (target != null && target.capacity() != null) {
            parts.add(Boundaries.occupancy(to));
        }
        return parts;
    }

    Bin evolve(WarehouseEvent event) {
        Place source = Place.location(from);
        Place target = Place.location(to);
        int sum = occupied;
        for (Movement movement : event.movements()) {
            sum += movement.to().equals(target) ? movement.quantity() : 0;
            sum -= movement.from().equals(target) ? movement.quantity() : 0;
        }
        return new Bin(
                from,
                to,
                devices.evolve(event),
                locations.evolve(event),
                standing.evolve(event),
                stock.after(event.movements(), cell -> cell.place().equals(source)),
                sum);
    }

    /// The owners that have such goods here.
    List<EnterpriseId> owners(Goods goods) {
        return stock.parts(goods::matches).stream()
                .map(part -> part.cell().item().owner())
                .distinct()
                .sorted(Comparator.comparing(EnterpriseId::value))
                .toList();
    }

    /// Why the goods cannot be taken from here to there, whatever their status; null if they can.
    @Nullable Rejection unknown() {
        for (Location location : List.of(from, to)) {
            if (locations.get(location) == null) {
                return new UnknownLocation(location);
            }
        }
        return null;
    }

    /// Whose goods are meant: those of `named`, or of the only owner that has such goods here.
    Whose whose(Goods goods, @Nullable EnterpriseId named) {
        if (named != null) {
            return new Owner(named);
        }
        List<EnterpriseId> owners = owners(goods);
        if (owners.size() == 1) {
            return new Owner(owners.getFirst());
        }
        return new Unclear(
                owners.isEmpty()
                        ? nothingHere(goods)
                        : new InventoryRejection.AmbiguousOwner(
                                goods.di(), goods.lot(), from, owners));
    }

    Rejection nothingHere(Goods goods) {
        return new WrongLocation(
                from,
                null,
                "%s is not in location %s"
                        .formatted(
                                SharedRejection.goods(goods.di(), goods.lot(), goods.serial()),
                                from),
                "it was moved before, or another location was meant");
    }

    Predicate<Cell> cells(Goods goods, EnterpriseId owner, QualityStatus status) {
        return cell ->
                goods.matches(cell) && cell.item().owner().equals(owner) && cell.status() == status;
    }

    int quantity(Goods goods, EnterpriseId owner, QualityStatus status) {
        return stock.sum(cells(goods, owner, status));
    }

    List<Part> take(Goods goods, EnterpriseId owner, QualityStatus status) {
        return StockBook.take(
                StockBook.firstExpiredFirst(stock.parts(cells(goods, owner, status))),
                goods.quantity());
    }

    /// Why these parts may not be used: recalled, held or expired; null if they may.
    @Nullable Rejection stopped(List<Part> parts, LocalDate today) {
        for (Part part : parts) {
            Cell cell = part.cell();
            Rejection stop =
                    standing.stop(cell.item(), cell.serial(), cell.expiryDate(), from, today);
            if (stop != null) {
                return stop;
            }
        }
        return null;
    }

    Rejection insufficient(Goods goods, int booked, int promised) {
        return new InsufficientStock(
                goods.di(),
                goods.lot(),
                goods.serial(),
                from,
                goods.quantity(),
                booked,
                promised,
                Math.max(0, booked - promised));
    }

    /// Why there are not enough goods here of the statuses that the target's zone takes: they are
    /// elsewhere, they belong into another zone, or there are too few.
    Rejection missing(Goods goods, EnterpriseId owner, Zone zone, List<QualityStatus> wanted) {
        int there = 0;
        int best = 0;
        for (QualityStatus status : QualityStatus.values()) {
            int quantity = quantity(goods, owner, status);
            there += quantity;
            if (wanted.contains(status)) {
                best = Math.max(best, quantity);
            } else if (quantity >= goods.quantity()) {
                return new WrongLocation(
                        to,
                        zone,
                        "Goods that are %s lie in zone %s; location %s is in zone %s"
                                .formatted(
                                        status,
                                        Locations.zonesFor(status).stream()
                                                .map(Zone::name)
                                                .sorted()
                                                .collect(Collectors.joining(" or ")),
                                        to,
                                        zone),
                        "scan a location of the right zone");
            }
        }
        return there == 0 ? nothingHere(goods) : insufficient(goods, best, 0);
    }

    boolean covers(List<Part> parts, Goods goods) {
        return parts.stream().mapToInt(Part::quantity).sum() >= goods.quantity();
    }

    /// The movement of a part to the target, its status unchanged.
    Movement move(Part part) {
        return part.cell().to(Place.location(to), part.cell().status(), part.quantity());
    }

    /// Whose goods are meant, or why that is not clear.
    sealed interface Whose permits Owner, Unclear {}

    record Owner(EnterpriseId owner) implements Whose {}

    record Unclear(Rejection reason) implements Whose {}
}
