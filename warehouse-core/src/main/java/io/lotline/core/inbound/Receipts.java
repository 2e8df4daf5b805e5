package io.lotline.core.inbound;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Labels;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was received under a notice, beside what it announces.
///
/// @param notice    null for a notice that never was
/// @param announced by device and lot; lines of any lot stand under no lot
/// @param received  by device and lot
/// @param beyond    by announced device: what was received beyond the lots' own lines, which counts
///     against the lines of any lot
record Receipts(
        @Nullable InboundNoticeFiled notice,
        PagedMap<LotOfDevice, Announced> announced,
        PagedMap<LotOfDevice, Long> received,
        PagedMap<Di, Long> beyond)
        implements Labels.Announcement {

    static final Book<NoticeId, Receipts> BOOK =
            Book.named("receipts", 3, NoticeId.class, Receipts.class)
                    .ruled(
                            notice ->
                                    Boundaries.of(Tags.notice(notice))
                                            .types(
                                                    InboundNoticeFiled.class,
                                                    GoodsReceived.class,
                                                    EventCorrected.class),
                            _ ->
                                    new Receipts(
                                            null,
                                            PagedMap.empty(),
                                            PagedMap.empty(),
                                            PagedMap.empty()),
                            (_, receipts, event) -> receipts.after(event))
                    .sized(
                            receipts ->
                                    receipts.announced.unsaved()
                                            + receipts.received.unsaved()
                                            + receipts.beyond.unsaved());

    /// What the lines of a device and lot announce.
    ///
    /// @param expiryDate of the first line that shows one
    record Announced(long quantity, @Nullable LocalDate expiryDate) {
        private Announced and(ExpectedLine line) {
            return new Announced(
                    quantity + line.quantity(),
                    expiryDate == null ? line.expiryDate() : expiryDate);
        }
    }

    private static final Announced NOT_ANNOUNCED = new Announced(0, null);

    private Receipts after(WarehouseEvent event) {
        return switch (event) {
            case InboundNoticeFiled filed -> filed(filed);
            case GoodsReceived receipt -> received(receipt.movement());
            case InboundEvent _, MasterDataEvent _, InventoryEvent _ -> this;
            case EventCorrected wrong when wrong.kind() == CorrectionEvent.Kind.RECEIPT ->
                    undone(wrong);
            case DistributionEvent _,
                    RecallEvent _,
                    AccessEvent _,
                    CorrectionEvent _,
                    WorkEvent _,
                    ChargingEvent _,
                    UnitEvent _ ->
                    this;
        };
    }

    private Receipts filed(InboundNoticeFiled filed) {
        PagedMap<LotOfDevice, Announced> lines = PagedMap.empty();
        PagedMap<Di, Long> devices = PagedMap.empty();
        for (ExpectedLine line : filed.lines()) {
            LotOfDevice lot = new LotOfDevice(line.di(), line.lot());
            lines = lines.plus(lot, lines.getOrDefault(lot, NOT_ANNOUNCED).and(line));
            devices = devices.plus(line.di(), 0L);
        }
        Receipts now = new Receipts(filed, lines, PagedMap.empty(), devices);
        for (Map.Entry<LotOfDevice, Long> entry : received.entrySet()) {
            now = now.received(entry.getKey(), entry.getValue());
        }
        return now;
    }

    private Receipts received(Movement movement) {
        return received(
                new LotOfDevice(movement.item().di(), movement.item().lot()), movement.quantity());
    }

    private Receipts undone(EventCorrected wrong) {
        Receipts now = this;
        for (Movement movement : wrong.movements()) {
            now =
                    now.received(
                            new LotOfDevice(movement.item().di(), movement.item().lot()),
                            -movement.quantity());
        }
        return now;
    }

    private Receipts received(LotOfDevice lot, long quantity) {
        Receipts now =
                new Receipts(
                        notice, announced, received.plus(lot, received(lot) + quantity), beyond);
        Long before = beyond.get(lot.di());
        return before == null
                ? now
                : new Receipts(
                        notice,
                        announced,
                        now.received,
                        beyond.plus(lot.di(), before + now.beyond(lot) - beyond(lot)));
    }

    @Override
    public Labels.@Nullable Announced of(Di device, LotNumber lot) {
        Announced line = announced.get(new LotOfDevice(device, lot));
        return line == null ? null : new Labels.Announced(line.quantity(), line.expiryDate());
    }

    /// Whether a line names the lot, or any lot of the device.
    boolean announces(LotOfDevice lot) {
        return announced.containsKey(lot) || announced.containsKey(anyLot(lot));
    }

    /// The expiry date that a line of the lot shows.
    @Nullable LocalDate expiryDate(LotOfDevice lot) {
        return lot.lot() == null ? null : of(lot).expiryDate();
    }

    long received(LotOfDevice lot) {
        return received.getOrDefault(lot, 0L);
    }

    /// How much of a lot is announced: its own lines, and what other lots leave of the lines of any
    /// lot, which all lots share.
    long expected(LotOfDevice lot) {
        long usedByOthers = beyond.getOrDefault(lot.di(), 0L) - beyond(lot);
        return own(lot) + Math.max(0, of(anyLot(lot)).quantity() - usedByOthers);
    }

    /// What was received of a lot beyond its own lines.
    private long beyond(LotOfDevice lot) {
        return Math.max(0, received(lot) - own(lot));
    }

    /// What the lines that name the lot announce.
    private long own(LotOfDevice lot) {
        return lot.lot() == null ? 0 : of(lot).quantity();
    }

    private Announced of(LotOfDevice lot) {
        return announced.getOrDefault(lot, NOT_ANNOUNCED);
    }

    private static LotOfDevice anyLot(LotOfDevice lot) {
        return new LotOfDevice(lot.di(), null);
    }
}
