package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
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
    @Event(name = "GoodsPutAway")
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
    @Event(name = "GoodsMoved")
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
    @Event(name = "StockCounted")
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
                    .stopping(Step.Stop.Effect.STOPS, scope)
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
                    .stopping(Step.Stop.Effect.FREES, scope);
        }
    }
}
