package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.Spelling;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was recorded by mistake is declared wrong. Nothing is rewritten.
public sealed interface CorrectionEvent extends WarehouseEvent {

    /// An event was a mistake (更正): what it did is undone by this one. What should have been is
    /// said by events of the usual kinds in the same commit.
    ///
    /// @param wrong        the position of the event that was wrong
    /// @param kind         what that was
    /// @param about        what it was about
    /// @param instead      the fields that should have been others; null for what never happened
    /// @param replacements how many events of the same commit say what should have been
    /// @param recordedAt   when the wrong event was recorded
    /// @param happened     when it counts as happened: from then on it did not
    /// @param movements    what undoes it
    /// @param promises     what is promised again, because it was not picked
    @Event(name = "EventCorrected")
    record EventCorrected(
            CorrectionId correction,
            long wrong,
            Kind kind,
            About about,
            String reason,
            @Nullable Instead instead,
            int replacements,
            Instant recordedAt,
            Instant happened,
            List<Movement> movements,
            List<Allocation> promises)
            implements CorrectionEvent {
        public EventCorrected {
            movements = List.copyOf(movements);
            promises = List.copyOf(promises);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.correction(correction));
            tags.add(Tags.corrected(wrong));
            tags.addAll(Tags.of(movements));
            promises.forEach(promise -> tags.addAll(Tags.of(promise)));
            tags.addAll(about.tags(kind));
            if (kind == Kind.RECEIPT) {
                movements.forEach(movement -> tags.addAll(spelling(movement)));
            }
            return tags;
        }

        private static Set<Tag> spelling(Movement movement) {
            Set<Tag> tags = new LinkedHashSet<>();
            StockItem item = movement.item();
            if (item.lot() != null) {
                tags.add(Tags.lotSpelling(item.di(), Spelling.folded(item.lot().value())));
            }
            if (movement.serial() != null) {
                tags.add(
                        Tags.serialSpelling(item.di(), Spelling.folded(movement.serial().value())));
            }
            return tags;
        }

        @Override
        public Instant happenedAt() {
            return happened;
        }

        /// Whether what should have been stands before this event in the commit. Loose goods of a
        /// receipt come in before the wrong ones go out: some of them may be used already.
        public boolean replacedBefore() {
            return replacedBefore(kind, movements);
        }

        /// The same, of an event in the making.
        public static boolean replacedBefore(Kind kind, List<Movement> movements) {
            return kind == Kind.RECEIPT
                    && movements.stream().allMatch(movement -> movement.serial() == null);
        }

        /// The positions of the events that say what should have been.
        ///
        /// @param own that of this event
        public List<Long> replacementsAt(long own) {
            long first = replacedBefore() ? own - replacements : own + 1;
            return java.util.stream.LongStream.range(first, first + replacements).boxed().toList();
        }

        @Override
        public Step step() {
            Step step =
                    Step.papers(kind.way())
                            .under(Document.of(correction))
                            .under(about.notice() == null ? null : Document.of(about.notice()))
                            .under(about.order() == null ? null : Document.of(about.order()))
                            .contained(about.container())
                            .correcting(
                                    new Step.Corrects(
                                            wrong, Math.max(1, movements.size()), recordedAt))
                            .remarking(reason);
            if (!movements.isEmpty()) {
                return step.moving(movements);
            }
            return about.item() == null || about.location() == null
                    ? step
                    : step.handling(
                            List.of(
                                    Step.Goods.staying(
                                            about.item(),
                                            null,
                                            about.quantity(),
                                            Place.location(about.location()))));
        }
    }

    /// The kinds of events that can be corrected.
    enum Kind {
        RECEIPT(Step.Way.IN),
        INSPECTION(Step.Way.IN),
        PUTAWAY(Step.Way.WITHIN),
        MOVE(Step.Way.WITHIN),
        PICK(Step.Way.OUT),
        COUNT(Step.Way.WITHIN),
        DEVICE(Step.Way.WITHIN),
        LOCATION(Step.Way.WITHIN),
        ENTERPRISE(Step.Way.WITHIN);

        private final Step.Way way;

        Kind(Step.Way way) {
            this.way = way;
        }

        public Step.Way way() {
            return way;
        }
    }

    /// What a wrong event was about.
    ///
    /// @param item      the goods; null for master data
    /// @param quantity  how many pieces, 0 for none
    /// @param warehouse where; null for devices and enterprises
    /// @param location  where goods were counted
    /// @param notice    the notice that they came under
    /// @param order     the order that they were picked for, and its line
    /// @param container the logistic unit that they came in
    /// @param producedOn the day that a receipt told as that of production
    /// @param file      the id of the file of master data
    record About(
            @Nullable StockItem item,
            int quantity,
            @Nullable WarehouseId warehouse,
            @Nullable Location location,
            @Nullable NoticeId notice,
            @Nullable OrderId order,
            @Nullable LineId line,
            @Nullable Sscc container,
            @Nullable LocalDate producedOn,
            @Nullable String file) {

        private Set<Tag> tags(Kind kind) {
            Set<Tag> tags = new LinkedHashSet<>();
            if (item != null) {
                tags.add(Tags.goods(item.owner(), item.di()));
                tags.add(Tags.lot(item.di(), item.lot()));
            }
            if (item != null && location != null) {
                tags.add(Tags.stock(item, location));
                tags.add(Tags.location(location));
            }
            if (notice != null) {
                tags.add(Tags.notice(notice));
            }
            if (order != null) {
                tags.add(Tags.order(order));
            }
            if (container != null) {
                tags.add(Tags.unit(container));
            }
            if (file != null) {
                switch (kind) {
                    case DEVICE -> tags.add(Tags.device(new Di(file)));
                    case ENTERPRISE -> tags.add(Tags.enterprise(new EnterpriseId(file)));
                    case LOCATION -> tags.add(Tags.bin(file));
                    case RECEIPT, INSPECTION, PUTAWAY, MOVE, PICK, COUNT -> {}
                }
            }
            return tags;
        }
    }
}
