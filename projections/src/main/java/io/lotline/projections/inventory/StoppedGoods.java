package io.lotline.projections.inventory;

import io.lotline.core.events.StockItem;
import io.lotline.core.rules.Available;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import io.lotline.projections.inventory.Stoppable.Kind;
import io.lotline.projections.store.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The quantities that holds, recalls and the calendar take out of what is qualified. It lives for
/// one question and is used by one thread.
final class StoppedGoods {
    private static final int AT_ONCE = 1_000;

    private final StockSums.Sources sources;
    private final @Nullable EnterpriseId owner;
    private final LocalDate today;

    /// What keys of cells begin with that are stopped altogether.
    private final Set<String> whole = new HashSet<>();

    /// What stops goods in one location only: looked at when it is known what stops all of a lot.
    private final List<StopScope> inLocations = new ArrayList<>();

    /// Cells that are stopped otherwise, by key.
    private final Map<String, StockCell> single = new LinkedHashMap<>();

    private long quantity;
    private long expired;
    private long promisedInVain;
    private long elsewhere;

    StoppedGoods(StockSums.Sources sources, @Nullable EnterpriseId owner, LocalDate today) {
        this.sources = sources;
        this.owner = owner;
        this.today = today;
    }

    /// What is stopped.
    long quantity() {
        return quantity;
    }

    /// What of it is expired, too.
    long expired() {
        return expired;
    }

    /// What is promised of goods that are stopped, expired, elsewhere or not there.
    long promisedInVain() {
        return promisedInVain;
    }

    /// What is neither stopped nor expired, and lies in a zone from which nothing is picked.
    long elsewhere() {
        return elsewhere;
    }

    void read() {
        List<Stoppable> devices = stopped(Kind.DEVICE);
        List<Stoppable> lots = stopped(Kind.LOT);
        List<Stoppable> serials = stopped(Kind.SERIAL);
        inParts(devices, (some, standing) -> some.forEach(each -> device(each, standing)));
        inParts(lots, (some, standing) -> some.forEach(each -> lot(each, standing)));
        inLocations.forEach(this::inLocation);
        inParts(serials, this::serials);
        promisesOfSingles();
        promisesOfExpired();
        uncoveredPromises();
        inOtherZones();
    }

    private List<Stoppable> stopped(Kind kind) {
        List<Stoppable> found = new ArrayList<>();
        sources.stoppables()
                .forEach(
                        Where.ALL
                                .is("stopped", kind)
                                .is("owners", kind == Kind.DEVICE ? null : owner),
                        (key, each) -> found.add(each));
        return found;
    }

    @FunctionalInterface
    private interface Part {
        void take(List<Stoppable> some, Standing standing);
    }

    private void inParts(List<Stoppable> all, Part part) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Stoppable> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            part.take(some, sources.stops().anchoredAt(some.stream().map(this::anchor).toList()));
        }
    }

    private String anchor(Stoppable each) {
        return StopScope.anchor(each.di(), each.lot(), each.serial());
    }

    private void device(Stoppable device, Standing standing) {
        List<StopScope> scopes = standing.anchoredAt(anchor(device));
        sources.stoppables()
                .forEach(
                        Where.ALL.is("lotOf", device.di()).is("owners", owner),
                        (key, lot) -> stopLot(lot, scopes));
        inLocations.addAll(scopes);
    }

    private void lot(Stoppable lot, Standing standing) {
        List<StopScope> scopes = standing.anchoredAt(anchor(lot));
        stopLot(lot, scopes);
        inLocations.addAll(scopes);
    }

    /// Of a lot, what belongs to the owners whose goods are stopped everywhere.
    private void stopLot(Stoppable lot, List<StopScope> scopes) {
        for (EnterpriseId of : ownersOf(lot)) {
            if (scopes.stream().anyMatch(scope -> everywhere(scope, of))
                    && whole.add(StockEffects.group(new StockItem(of, lot.di(), lot.lot())))) {
                for (Stoppable.Goods goods : lot.goods()) {
                    if (goods.owner().equals(of)) {
                        stop(goods.expiryDate(), goods.quantity());
                    }
                }
                for (Stoppable.Promised promised : lot.promises()) {
                    if (promised.owner().equals(of)) {
                        promisedInVain += promised.quantity();
                    }
                }
            }
        }
    }

    private Set<EnterpriseId> ownersOf(Stoppable lot) {
        Set<EnterpriseId> owners = new HashSet<>();
        for (Stoppable.Goods goods : lot.goods()) {
            if (owner == null || owner.equals(goods.owner())) {
                owners.add(goods.owner());
            }
        }
        return owners;
    }

    private static boolean everywhere(StopScope scope, EnterpriseId of) {
        return scope.location() == null && (scope.owner() == null || scope.owner().equals(of));
    }

    private void stop(@Nullable LocalDate expiry, long more) {
        quantity += more;
        if (LotStanding.expired(expiry, today)) {
            expired += more;
        }
    }

    private void inLocation(StopScope scope) {
        String location = scope.location();
        if (location != null) {
            Where where =
                    new FindStock(owner, scope.di(), scope.lot(), null, null, null)
                            .where(QualityStatus.QUALIFIED);
            sources.cells()
                    .forEach(
                            where.is(location.indexOf('/') < 0 ? "location" : "at", location),
                            (key, cell) -> stopSingle(key, cell, scope.covers(cell)));
        }
    }

    private void serials(List<Stoppable> some, Standing standing) {
        sources.cells()
                .forEach(
                        Where.ALL
                                .in("serial", some.stream().map(Stoppable::serialText).toList())
                                .is("status", QualityStatus.QUALIFIED),
                        (key, cell) -> stopSingle(key, cell, standing.stop(cell) != null));
    }

    private void stopSingle(String key, StockCell cell, boolean covered) {
        if (covered
                && cell.quantity() > 0
                && (owner == null || owner.equals(cell.owner()))
                && !whole.contains(StockEffects.group(cell.item()))
                && single.putIfAbsent(key, cell) == null) {
            stop(cell.expiryDate(), cell.quantity());
        }
    }

    private void promisesOfSingles() {
        single.values().forEach(cell -> promisedInVain += cell.allocated());
    }

    private void promisesOfExpired() {
        sources.cells()
                .forEach(
                        ofOwner(Where.ALL.below("promisedUntil", today)),
                        (key, cell) -> {
                            if (!isStopped(key, cell)) {
                                promisedInVain += cell.allocated();
                            }
                        });
    }

    /// What is promised of goods that are not there is promised to nobody; where all of a lot is
    /// stopped, it was counted already.
    private void uncoveredPromises() {
        sources.cells()
                .forEach(
                        ofOwner(Where.ALL.is("uncovered", true)),
                        (key, cell) -> {
                            if (!whole.contains(StockEffects.group(cell.item()))) {
                                promisedInVain += cell.promised() - cell.allocated();
                            }
                        });
    }

    /// Accepted goods that still lie where nothing is picked from.
    private void inOtherZones() {
        List<String> bins = new ArrayList<>();
        sources.locations()
                .forEach(
                        Where.ALL.in("zone", otherZones()),
                        (key, bin) -> {
                            bins.add(key);
                            if (bins.size() == AT_ONCE) {
                                inBins(bins);
                                bins.clear();
                            }
                        });
        inBins(bins);
    }

    private static List<Zone> otherZones() {
        return Arrays.stream(Zone.values())
                .filter(zone -> !Available.goesOut(StockStatus.QUALIFIED, zone))
                .toList();
    }

    private void inBins(List<String> bins) {
        if (bins.isEmpty()) {
            return;
        }
        sources.cells()
                .forEach(
                        ofOwner(
                                Where.ALL
                                        .in("at", List.copyOf(bins))
                                        .is("status", QualityStatus.QUALIFIED)),
                        (key, cell) -> {
                            if (!isStopped(key, cell)
                                    && !LotStanding.expired(cell.expiryDate(), today)) {
                                elsewhere += Math.max(0, cell.quantity());
                                promisedInVain += cell.allocated();
                            }
                        });
    }

    private boolean isStopped(String key, StockCell cell) {
        return single.containsKey(key) || whole.contains(StockEffects.group(cell.item()));
    }

    private Where ofOwner(Where where) {
        return owner == null ? where : where.keyBegins(owner.value() + '/');
    }
}
