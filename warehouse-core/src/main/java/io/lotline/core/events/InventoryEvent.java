package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Spelling;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
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
                    .leaving(Disposition.NON_SELLABLE_OTHER)
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

    /// Stock counts as documents (盘点单): what is counted, what was seen, and what came of it.
    sealed interface CountEvent extends InventoryEvent {

        CountId count();

        /// A step that handles no goods.
        private static Step papers(CountId count, @Nullable String remark) {
            return Step.papers(Step.Way.WITHIN).under(Document.of(count)).remarking(remark);
        }
    }

    /// A count was opened, or changed before anything was counted.
    ///
    /// @param locations   those that are counted; none where goods are counted wherever they lie
    /// @param devices     those that are counted; none for all
    /// @param blind       whether those who count are not told what is booked
    /// @param recountAbove a difference of more pieces needs a second person who counts; null for
    ///     none
    /// @param revision    1, and one more with each change
    @Event(name = "CountOpened")
    record CountOpened(
            CountId count,
            WarehouseId warehouse,
            List<LocationId> locations,
            List<Di> devices,
            boolean blind,
            @Nullable Integer recountAbove,
            int revision)
            implements CountEvent {
        public CountOpened {
            locations = List.copyOf(locations);
            devices = List.copyOf(devices);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.count(count), Tags.countSpelling(Spelling.folded(count.value())));
        }

        @Override
        public Step step() {
            return CountEvent.papers(count, null);
        }
    }

    /// Some of the places that a count goes to, as they were when it was opened.
    @Event(name = "CountPlacesListed")
    record CountPlacesListed(CountId count, List<LocationId> places, int revision)
            implements CountEvent {
        public CountPlacesListed {
            places = List.copyOf(places);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.count(count));
        }

        @Override
        public Step step() {
            return CountEvent.papers(count, null);
        }
    }

    /// Goods were counted for a count. A later one of the same row takes its place.
    ///
    /// @param booked    what the log said of them at this very position
    /// @param elsewhere where the log has this piece, where it is not here
    /// @param blind     whether who counted was not to know what is booked
    @Event(name = "RowCounted")
    record RowCounted(
            CountId count,
            CountRow row,
            int counted,
            int booked,
            @Nullable Place elsewhere,
            boolean blind,
            String countedBy,
            Scan scan)
            implements CountEvent {
        @Override
        public Set<Tag> tags() {
            StockItem item = row.item();
            Set<Tag> tags =
                    new LinkedHashSet<>(
                            List.of(
                                    Tags.count(count),
                                    Tags.stock(item, row.location()),
                                    Tags.goods(item.owner(), item.di()),
                                    Tags.lot(item.di(), item.lot()),
                                    Tags.location(row.location())));
            if (row.serial() != null) {
                tags.add(Tags.serial(item.di(), row.serial()));
            }
            return tags;
        }

        @Override
        public Step step() {
            return Step.within(BizStep.CYCLE_COUNTING)
                    .under(Document.of(count))
                    .handling(
                            List.of(
                                    Step.Goods.counted(
                                            row.item(),
                                            row.serial(),
                                            counted,
                                            blind ? null : booked,
                                            Place.location(row.location()))))
                    .scanned(scan)
                    .remarking(blind ? null : "booked " + booked);
        }
    }

    /// Somebody said that nothing more lies in a location than was counted there.
    ///
    /// @param unseen what the log had there at this very position and nobody counted
    /// @param blind  whether who counted was not to know what is booked
    @Event(name = "LocationCounted")
    record LocationCounted(
            CountId count,
            Location location,
            List<Unseen> unseen,
            boolean blind,
            String countedBy,
            Scan scan)
            implements CountEvent {
        public LocationCounted {
            unseen = List.copyOf(unseen);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.count(count), Tags.location(location));
        }

        @Override
        public Step step() {
            return CountEvent.papers(count, null).scanned(scan);
        }

        /// The row of goods that nobody saw.
        public CountRow row(Unseen goods) {
            return new CountRow(location, goods.item(), goods.serial(), goods.expiryDate());
        }

        /// Goods that are booked in the location, and that nobody saw.
        ///
        /// @param booked 0 where they were missed before and have left the books since
        public record Unseen(
                StockItem item,
                @Nullable SerialNumber serial,
                @Nullable LocalDate expiryDate,
                int booked) {}
    }

    /// Somebody asked to book the differences of a count that are above what they may book alone.
    ///
    /// @param leaveRest whether what cannot be booked is left as it is
    @Event(name = "CountBookingRequested")
    record CountBookingRequested(CountId count, boolean leaveRest, String requestedBy)
            implements CountEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.count(count));
        }

        @Override
        public Step step() {
            return CountEvent.papers(count, null);
        }
    }

    /// The booking that waited for a second person was refused, or taken back: the count goes on.
    @Event(name = "CountBookingRefused")
    record CountBookingRefused(CountId count, String reason, String refusedBy)
            implements CountEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.count(count));
        }

        @Override
        public Step step() {
            return CountEvent.papers(count, reason);
        }
    }

    /// Differences of a count were booked, each as the adjustment beside it.
    ///
    /// @param left       those that could not be booked and stay as they are
    /// @param remaining  how many differences are neither, and wait for the next commit
    /// @param approvedBy the second person, where one was needed
    @Event(name = "CountBooked")
    record CountBooked(
            CountId count,
            List<Booked> booked,
            List<Left> left,
            int remaining,
            String requestedBy,
            @Nullable String approvedBy)
            implements CountEvent {
        public CountBooked {
            booked = List.copyOf(booked);
            left = List.copyOf(left);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.count(count));
        }

        @Override
        public Step step() {
            return CountEvent.papers(count, null);
        }

        /// A row whose difference is booked.
        public record Booked(CountRow row, AdjustmentId adjustment) {}

        /// A row whose difference stays.
        ///
        /// @param problem the name of the problem that stood in the way
        public record Left(CountRow row, int difference, String problem) {}
    }

    /// A count was given up: what is not booked will not be.
    @Event(name = "CountCancelled")
    record CountCancelled(CountId count, String reason, String cancelledBy) implements CountEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.count(count));
        }

        @Override
        public Step step() {
            return CountEvent.papers(count, reason);
        }
    }
}
