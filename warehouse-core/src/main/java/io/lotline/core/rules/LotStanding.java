package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.InventoryEvent.CountEvent;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallReleased;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallEvent.RecallWithdrawn;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.SharedBooks.Stoppable;
import io.lotline.core.values.Di;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/// What stops goods: the open holds, and every recall that was not withdrawn. A closed recall is no
/// release, so its goods stay stopped.
public record LotStanding(
        OrderedPMap<HoldId, StockHeld> holds, OrderedPMap<RecallId, RecallStarted> recalls) {
    /// Of the fold: it goes up when other events stop goods, or free them.
    static final int VERSION = 2;

    public static final LotStanding FREE =
            new LotStanding(OrderedPMap.empty(), OrderedPMap.empty());

    /// These open holds, and these recalls.
    public static LotStanding of(
            Map<HoldId, StockHeld> holds, Map<RecallId, RecallStarted> recalls) {
        return new LotStanding(OrderedPMap.from(holds), OrderedPMap.from(recalls));
    }

    /// Everything that stops goods: holds and recalls of the serial number, of the lot, holds of
    /// the device.
    public static LotStanding reading(
            Books books, Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        LotStanding standing =
                books.open(SharedBooks.STOPS, Stoppable.lot(di, lot))
                        .and(books.open(SharedBooks.STOPS, Stoppable.device(di)));
        return serial == null
                ? standing
                : standing.and(books.open(SharedBooks.STOPS, Stoppable.serial(di, serial)));
    }

    private LotStanding and(LotStanding others) {
        if (others.holds.isEmpty() && others.recalls.isEmpty()) {
            return this;
        }
        return holds.isEmpty() && recalls.isEmpty()
                ? others
                : new LotStanding(holds.plusAll(others.holds), recalls.plusAll(others.recalls));
    }

    public LotStanding evolve(WarehouseEvent event) {
        return switch (event) {
            case StockHeld held -> new LotStanding(holds.plus(held.hold(), held), recalls);
            case HoldReleased released -> new LotStanding(holds.minus(released.hold()), recalls);
            case RecallStarted started ->
                    new LotStanding(holds, recalls.plus(started.recall(), started));
            case RecallWithdrawn withdrawn ->
                    new LotStanding(holds, recalls.minus(withdrawn.recall()));
            case RecallReleased released ->
                    new LotStanding(holds, recalls.minus(released.recall()));
            case RecallClosed _, GoodsPutAway _, GoodsMoved _, StockCounted _ -> this;
            case AdjustmentRequested _, AdjustmentRefused _, StockAdjusted _ -> this;
            case CountEvent _, MasterDataEvent _, AccessEvent _, WorkEvent _, ChargingEvent _ ->
                    this;
            case InboundEvent _, DistributionEvent _, UnitEvent _, CorrectionEvent _ -> this;
        };
    }

    /// Why these goods are stopped, recalls before holds; null where nothing stops them.
    ///
    /// @param at their bin, null for goods in no bin
    public @Nullable Rejection stop(
            StockItem item, @Nullable SerialNumber serial, @Nullable Location at) {
        for (RecallStarted recall : recalls.values()) {
            if (recall.covers(item, serial)) {
                return new SharedRejection.LotUnderRecall(
                        item.di(),
                        item.lot(),
                        serial,
                        recall.recall(),
                        recall.level(),
                        recall.reason());
            }
        }
        for (StockHeld hold : holds.values()) {
            if (hold.scope().covers(item, serial, at)) {
                return new SharedRejection.LotOnHold(
                        item.di(), item.lot(), serial, hold.hold(), hold.reason());
            }
        }
        return null;
    }

    /// Why these goods may not leave: stopped, or past their expiry date; null where they may.
    public @Nullable Rejection stop(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            @Nullable Location at,
            LocalDate today) {
        Rejection stop = stop(item, serial, at);
        if (stop == null && expired(expiryDate, today)) {
            return new SharedRejection.LotExpired(item.di(), item.lot(), expiryDate, today);
        }
        return stop;
    }

    /// The status that a query shows: holds, recalls and the calendar stop what could be sold.
    /// Goods that cannot be sold anyway keep their recorded status, which says what to do with
    /// them.
    public StockStatus status(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            QualityStatus recorded,
            Location at,
            LocalDate today) {
        return shown(recorded, stop(item, serial, at) != null, expiryDate, today);
    }

    /// The same, where it is known whether a hold or a recall covers the goods.
    public static StockStatus shown(
            QualityStatus recorded,
            boolean stopped,
            @Nullable LocalDate expiryDate,
            LocalDate today) {
        return switch (recorded) {
            case PENDING_INSPECTION -> StockStatus.PENDING_INSPECTION;
            case NON_CONFORMING -> StockStatus.NON_CONFORMING;
            case RETURNED -> StockStatus.RETURNED;
            case QUALIFIED -> {
                if (stopped) {
                    yield StockStatus.ON_HOLD;
                }
                yield expired(expiryDate, today) ? StockStatus.EXPIRED : StockStatus.QUALIFIED;
            }
        };
    }

    /// Whether goods have expired. The expiry date itself is still a day of use.
    public static boolean expired(@Nullable LocalDate expiryDate, LocalDate today) {
        return expiryDate != null && expiryDate.isBefore(today);
    }
}
