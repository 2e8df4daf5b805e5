package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.ReadingForm;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.SettledBy;
import io.lotline.core.values.Spelling;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goods on their way in, up to their acceptance.
public sealed interface InboundEvent extends WarehouseEvent {

    /// An inbound notice (advance shipping notice, 预到货通知) was filed.
    @Event(name = "InboundNoticeFiled", version = 2)
    record InboundNoticeFiled(
            NoticeId notice,
            EnterpriseId owner,
            EnterpriseId supplier,
            WarehouseId warehouse,
            List<ExpectedLine> lines)
            implements InboundEvent {
        public InboundNoticeFiled {
            lines = List.copyOf(lines);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.notice(notice));
            lines.forEach(line -> tags.add(Tags.pieces(line.di())));
            return tags;
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.IN)
                    .under(Document.of(notice))
                    .with(Step.Party.Role.OWNER, owner)
                    .with(Step.Party.Role.SUPPLIER, supplier);
        }
    }

    /// What a notice announces; without a lot, any lot of the device.
    ///
    /// @param sscc    the logistic unit that it comes in, where that is known
    /// @param serials the serial numbers of the pieces, where they are known
    record ExpectedLine(
            Di di,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiryDate,
            int quantity,
            @Nullable Sscc sscc,
            @Nullable List<SerialNumber> serials) {
        public ExpectedLine {
            Quantity.positive(quantity);
            serials = serials == null || serials.isEmpty() ? null : List.copyOf(serials);
        }

        public ExpectedLine(
                Di di, @Nullable LotNumber lot, @Nullable LocalDate expiryDate, int quantity) {
            this(di, lot, expiryDate, quantity, null, null);
        }
    }

    /// Goods were received by scan (收货) and put down in a quarantine location.
    ///
    /// @param movement  from the supplier to the location, pending inspection
    /// @param container the logistic unit they came in, where its SSCC was scanned
    @Event(name = "GoodsReceived", version = 2)
    record GoodsReceived(
            NoticeId notice,
            Movement movement,
            @Nullable LocalDate productionDate,
            @Nullable Sscc container,
            Scan scan)
            implements InboundEvent {
        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>(Tags.of(movements(), Tags.notice(notice)));
            StockItem item = movement.item();
            if (item.lot() != null) {
                tags.add(Tags.lotSpelling(item.di(), Spelling.folded(item.lot().value())));
            }
            if (movement.serial() != null) {
                tags.add(
                        Tags.serialSpelling(item.di(), Spelling.folded(movement.serial().value())));
            }
            if (container != null) {
                tags.add(Tags.unit(container));
            }
            return tags;
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public Step step() {
            return Step.in(BizStep.RECEIVING)
                    .leaving(Disposition.IN_PROGRESS)
                    .under(Document.of(notice))
                    .moving(movements())
                    .saying(goods -> goods.producedOn(productionDate))
                    .contained(container)
                    .scanned(scan);
        }
    }

    /// It was settled how labels of a lot are read that have several readings: by a person, or for
    /// the first time against the standard's own reading. Stands beside the step whose scan it was;
    /// from then on the lot's labels are read like it.
    @Event(name = "LabelSettled", version = 2)
    record LabelSettled(Di di, @Nullable LotNumber lot, SettledBy by, ReadingForm form, Scan scan)
            implements InboundEvent {
        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.lot(di, lot));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.IN).scanned(scan);
        }
    }

    /// Quality staff inspected goods (进货查验): each movement stays in its place and changes its
    /// quality status. Since version 2 it may stand instead of one that was wrong.
    ///
    /// @param happened when, where it was recorded later: it stands instead of another
    @Event(name = "GoodsInspected", version = 2)
    record GoodsInspected(
            NoticeId notice,
            StockItem item,
            Conclusion conclusion,
            int quantity,
            @Nullable String reason,
            List<Movement> movements,
            @Nullable Instant happened)
            implements InboundEvent {
        public GoodsInspected {
            movements = List.copyOf(movements);
        }

        public GoodsInspected(
                NoticeId notice,
                StockItem item,
                Conclusion conclusion,
                int quantity,
                @Nullable String reason,
                List<Movement> movements) {
            this(notice, item, conclusion, quantity, reason, movements, null);
        }

        /// The same, at another time.
        public GoodsInspected at(Instant time) {
            return new GoodsInspected(notice, item, conclusion, quantity, reason, movements, time);
        }

        @Override
        public @Nullable Instant happenedAt() {
            return happened;
        }

        @Override
        public Set<Tag> tags() {
            return Tags.of(movements, Tags.notice(notice));
        }

        @Override
        public Step step() {
            Disposition found =
                    switch (conclusion) {
                        case QUALIFIED -> Disposition.CONFORMANT;
                        case NON_CONFORMING -> Disposition.NON_CONFORMANT;
                    };
            return Step.in(BizStep.INSPECTING)
                    .leaving(found)
                    .under(Document.of(notice))
                    .moving(movements)
                    .remarking(reason);
        }
    }
}
