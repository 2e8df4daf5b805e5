package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.rules.Available;
import io.lotline.core.rules.BinStock;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.SharedRejection.InsufficientStock;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A bin that scanned goods are taken from or counted in.
///
/// @param location where it is
/// @param lying    what lies there, of every owner, that the scan can mean
record Bin(Books books, Location location, Goods goods, StockBook lying) {

    static Bin open(Books books, Location location, Goods goods) {
        return new Bin(books, location, goods, BinStock.lying(books, goods, location));
    }

    /// The owners that have such goods here.
    List<EnterpriseId> owners() {
        return lying.parts(goods::matches).stream()
                .map(part -> part.cell().item().owner())
                .distinct()
                .sorted(Comparator.comparing(EnterpriseId::value))
                .toList();
    }

    /// Whose goods are meant: those of `named`, or of the only owner that has such goods here.
    Whose whose(@Nullable EnterpriseId named) {
        if (named != null) {
            return new Owner(named);
        }
        List<EnterpriseId> owners = owners();
        if (owners.size() == 1) {
            return new Owner(owners.getFirst());
        }
        return new Unclear(owners.isEmpty() ? nothingHere() : ambiguous(owners));
    }

    Rejection ambiguous(List<EnterpriseId> owners) {
        return new InventoryRejection.AmbiguousOwner(goods.di(), goods.lot(), location, owners);
    }

    private Rejection nothingHere() {
        return new WrongLocation(
                location,
                null,
                "%s is not in location %s"
                        .formatted(
                                SharedRejection.goods(goods.di(), goods.lot(), goods.serial()),
                                location),
                "it was moved before, or another location was meant");
    }

    private Predicate<Cell> cells(EnterpriseId owner, QualityStatus status) {
        return cell ->
                goods.matches(cell) && cell.item().owner().equals(owner) && cell.status() == status;
    }

    int quantity(EnterpriseId owner, QualityStatus status) {
        return lying.sum(cells(owner, status));
    }

    /// What the scan can mean of an owner's goods, of whatever status.
    int quantity(EnterpriseId owner) {
        return lying.sum(cell -> goods.matches(cell) && cell.item().owner().equals(owner));
    }

    /// Why goods that are not booked here cannot be this owner's; null where they can be. What is
    /// booked is theirs, whatever became of their role.
    @Nullable Rejection notOwned(EnterpriseId owner) {
        return quantity(owner) > 0 ? null : noDepositor(books, owner);
    }

    static @Nullable Rejection noDepositor(Books books, EnterpriseId owner) {
        return Enterprises.reading(books, List.of(owner)).refusal(owner, EnterpriseRole.DEPOSITOR);
    }

    List<Part> take(EnterpriseId owner, QualityStatus status) {
        return StockBook.take(
                StockBook.firstExpiredFirst(lying.parts(cells(owner, status))), goods.quantity());
    }

    /// An owner's accepted goods that are promised to no order, first expired first.
    List<Part> unpromised(EnterpriseId owner) {
        return Available.unpromised(
                books,
                StockBook.firstExpiredFirst(lying.parts(cells(owner, QualityStatus.QUALIFIED))),
                Available.Own.NONE);
    }

    boolean covers(List<Part> parts) {
        return parts.stream().mapToInt(Part::quantity).sum() >= goods.quantity();
    }

    /// Why these parts may not be used: recalled, held or expired; null if they may.
    @Nullable Rejection stopped(List<Part> parts, LocalDate today) {
        LotStanding standing = LotStanding.reading(books, goods.di(), goods.lot(), goods.serial());
        for (Part part : parts) {
            Cell cell = part.cell();
            Rejection stop =
                    standing.stop(cell.item(), cell.serial(), cell.expiryDate(), location, today);
            if (stop != null) {
                return stop;
            }
        }
        return null;
    }

    Rejection insufficient(int booked, int promised) {
        return new InsufficientStock(
                goods.di(),
                goods.lot(),
                goods.serial(),
                location,
                goods.quantity(),
                booked,
                promised,
                Math.max(0, booked - promised));
    }

    /// Why there are not enough goods here of the statuses that the target's zone takes: they are
    /// elsewhere, they belong into another zone, or there are too few.
    Rejection missing(EnterpriseId owner, LocationDefined target, List<QualityStatus> wanted) {
        int there = 0;
        int best = 0;
        for (QualityStatus status : QualityStatus.values()) {
            int quantity = quantity(owner, status);
            there += quantity;
            if (wanted.contains(status)) {
                best = Math.max(best, quantity);
            } else if (quantity >= goods.quantity()) {
                return new WrongLocation(
                        target.location(),
                        target.zone(),
                        "Goods that are %s lie in zone %s; location %s is in zone %s"
                                .formatted(
                                        status,
                                        Locations.zonesFor(status).stream()
                                                .map(Zone::name)
                                                .sorted()
                                                .collect(Collectors.joining(" or ")),
                                        target.location(),
                                        target.zone()),
                        "scan a location of the right zone");
            }
        }
        return there == 0 ? nothingHere() : insufficient(best, 0);
    }

    /// Why the target cannot take the goods, whatever their status; null if it can.
    @Nullable Rejection unsuited(LocationDefined target) {
        Rejection unfit = Locations.unfit(target, goods.device());
        return unfit == null ? Locations.full(books, target, goods.quantity()) : unfit;
    }

    /// The movements of parts to the target, their status unchanged.
    static List<Movement> movements(List<Part> parts, LocationDefined target) {
        Place to = Place.location(target.location());
        return parts.stream()
                .map(part -> part.cell().to(to, part.cell().status(), part.quantity()))
                .toList();
    }

    /// Whose goods are meant, or why that is not clear.
    sealed interface Whose permits Owner, Unclear {}

    record Owner(EnterpriseId owner) implements Whose {}

    record Unclear(Rejection reason) implements Whose {}
}
