package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.CountId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goods in the warehouse: where they lie and what stops them.
public sealed interface InventoryEvent extends WarehouseEvent {

    /// Accepted goods went to their bin (上架), or goods not accepted to theirs.
    @Event(name = "GoodsPutAway", version = 2)
    record GoodsPutAway(@Nullable NoticeId notice, Movement movement, Scan scan)
            implements InventoryEvent {
        @Override
        public Set<Tag> tags() {
            return notice == null
                    ? Tags.of(movements())
                    : Tags.of(movements(), Tags.notice(notice));
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public Step step() {
            return Step.in(BizStep.STORING)
                    .under(notice == null ? null : Document.of(notice))
                    .moving(movements())
                    .scanned(scan);
        }
    }

    /// Goods went from one bin to another.
    @Event(name = "GoodsMoved", version = 2)
    record GoodsMoved(Movement movement, Scan scan) implements InventoryEvent {
        @Override
        public Set<Tag> tags() {
            return Tags.of(movements());
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public Step step() {
            return Step.within(BizStep.STOCKING).moving(movements()).scanned(scan);
        }
    }

    /// A stock item was counted in a bin (盘点). `booked` is what the log said at that position; the
    /// variance is a fact to be explained, and moves nothing by itself.
    @Event(name = "StockCounted", version = 2)
    record StockCounted(
            CountId count, StockItem item, Location location, int counted, int booked, Scan scan)
            implements InventoryEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(
                    Tags.stock(item, location),
                    Tags.goods(item.owner(), item.di()),
                    Tags.lot(item.di(), item.lot()),
                    Tags.location(location));
        }

        @Override
        public Step step() {
            return Step.within(BizStep.CYCLE_COUNTING)
                    .under(Document.of(count))
                    .handling(
                            List.of(
                                    Step.Goods.counted(
                                            item, counted, booked, Place.location(location))))
                    .scanned(scan)
                    .remarking("booked " + booked);
        }
    }

    /// Stock was stopped (锁定): whatever matches every part of the scope.
    @Event(name = "StockHeld")
    record StockHeld(HoldId hold, HoldScope scope, String reason) implements InventoryEvent {
        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>(scope.tags());
            tags.add(Tags.hold(hold));
            return tags;
        }

        @Override
        public Step step() {
            return Step.within(BizStep.HOLDING)
                    .leaving(Disposition.SELLABLE_NOT_ACCESSIBLE)
                    .under(Document.of(hold))
                    .stopping(new Step.Stop(Step.Stop.Effect.STOPS, scope))
                    .remarking(reason);
        }
    }

    /// A hold was released by quality staff.
    @Event(name = "HoldReleased")
    record HoldReleased(HoldId hold, HoldScope scope) implements InventoryEvent {
        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>(scope.tags());
            tags.add(Tags.hold(hold));
            return tags;
        }

        @Override
        public Step step() {
            return Step.within(BizStep.OTHER)
                    .leaving(Disposition.SELLABLE_ACCESSIBLE)
                    .under(Document.of(hold))
                    .stopping(new Step.Stop(Step.Stop.Effect.FREES, scope));
        }
    }

    /// An adjustment was asked for that is above the limit of who asked, and counts once a second
    /// person approves it.
    @Event(name = "AdjustmentRequested")
    record AdjustmentRequested(AdjustmentId adjustment, Adjustment wanted, String requestedBy)
            implements InventoryEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(
                    Tags.adjustment(adjustment),
                    Tags.goods(wanted.item().owner(), wanted.item().di()));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.WITHIN)
                    .under(Document.of(adjustment))
                    .with(Step.Party.Role.OWNER, wanted.item().owner())
                    .remarking(wanted.reason());
        }
    }

    /// An adjustment that waited for a second person will not be booked: who may approve it refused
    /// it, or who asked for it took it back.
    @Event(name = "AdjustmentRefused")
    record AdjustmentRefused(
            AdjustmentId adjustment, StockItem item, String reason, String refusedBy)
            implements InventoryEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.adjustment(adjustment), Tags.goods(item.owner(), item.di()));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.WITHIN)
                    .under(Document.of(adjustment))
                    .with(Step.Party.Role.OWNER, item.owner())
                    .remarking(reason);
        }
    }

    /// The books were brought to what is so on the floor.
    ///
    /// @param movements  where the goods went; none where they only got a new label
    /// @param approvedBy the second person, where one was needed
    @Event(name = "StockAdjusted")
    record StockAdjusted(
            AdjustmentId adjustment,
            Adjustment booked,
            List<Movement> movements,
            String requestedBy,
            @Nullable String approvedBy)
            implements InventoryEvent {
        public StockAdjusted {
            movements = List.copyOf(movements);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = booked.tags(Tags.adjustment(adjustment));
            tags.addAll(Tags.of(movements));
            return tags;
        }

        @Override
        public Step step() {
            Step step =
                    (switch (booked.kind()) {
                                case DAMAGED ->
                                        Step.within(BizStep.INSPECTING)
                                                .leaving(Disposition.DAMAGED);
                                case LOST ->
                                        Step.within(BizStep.CYCLE_COUNTING)
                                                .leaving(Disposition.UNKNOWN);
                                case FOUND -> Step.within(BizStep.STOCKING);
                                case DESTROYED ->
                                        Step.within(BizStep.DESTROYING)
                                                .leaving(Disposition.DESTROYED);
                                case RETURNED_TO_SUPPLIER ->
                                        Step.out(BizStep.SHIPPING).leaving(Disposition.RETURNED);
                                case RELABELLED -> Step.within(BizStep.OTHER);
                            })
                            .under(Document.of(adjustment))
                            .remarking(booked.reason());
            return movements.isEmpty() ? step.handling(relabelled()) : step.moving(movements);
        }

        private List<Step.Goods> relabelled() {
            Place here = Place.location(booked.location());
            return booked.serials().isEmpty()
                    ? List.of(Step.Goods.staying(booked.item(), null, booked.quantity(), here))
                    : booked.serials().stream()
                            .map(serial -> Step.Goods.staying(booked.item(), serial, 1, here))
                            .toList();
        }
    }
}
