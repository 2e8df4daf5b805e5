package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Books what is so on the floor: damaged, lost, found, destroyed, returned to the supplier,
/// relabelled. Above the limit of who asks, it counts only once a second person approves it; pieces
/// with serial numbers are held until then. Promises that cannot be kept without the goods end in
/// the same commit.
public final class AdjustStockDecision implements Decision<AdjustStock> {

    @Override
    public Class<AdjustStock> commandType() {
        return AdjustStock.class;
    }

    @Override
    public Outcome decide(AdjustStock command, Books books) {
        Adjustment named = command.wanted();
        Devices.Pieces pieces = Devices.reading(books, named.item().di()).pieces(named.item().di());
        AdjustmentFile file = books.open(AdjustmentFile.BOOK, command.adjustment());
        if (pieces == null) {
            return Outcome.rejected(
                    file.wanted() != null
                            ? exists(command)
                            : Known.unknownDevice(books, named.item().di()));
        }
        DeviceRegistered device = pieces.device();
        long quantity = pieces.count() * named.quantity();
        if (quantity > Quantity.MAX) {
            return Outcome.rejected(
                    new SharedRejection.QuantityTooLarge(
                            named.item().di(), quantity, Quantity.MAX));
        }
        Adjustment wanted = ofDevice(named, device, (int) quantity);
        Adjustment before = file.wanted();
        if (before != null) {
            return before.equals(wanted) ? Outcome.accepted() : Outcome.rejected(exists(command));
        }
        Rejection refusal = incomplete(wanted, device);
        if (refusal == null) {
            refusal = unknown(books, wanted);
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        Outcome booked =
                new Adjusting(books, wanted, device)
                        .book(command.adjustment(), command.requestedBy(), null);
        if (booked instanceof Outcome.Rejected
                || command.limit().allows(device, wanted.quantity())) {
            return booked;
        }
        List<WarehouseEvent> events =
                new ArrayList<>(PendingPieces.held(command.adjustment(), wanted));
        events.add(new AdjustmentRequested(command.adjustment(), wanted, command.requestedBy()));
        return new Outcome.Accepted(events);
    }

    /// Why the owner, the lot or a piece cannot be meant: each was received once.
    private static @Nullable Rejection unknown(Books books, Adjustment wanted) {
        StockItem item = wanted.item();
        Rejection refusal = Known.refusal(books, item.owner());
        if (refusal == null && item.lot() != null) {
            refusal = Known.refusal(books, item.di(), item.lot(), false);
        }
        for (SerialNumber serial : wanted.serials()) {
            refusal = refusal == null ? Known.refusal(books, item.di(), serial, false) : refusal;
        }
        return refusal;
    }

    private static Rejection exists(AdjustStock command) {
        return new DocumentExists("adjustment", command.adjustment().value());
    }

    private static Adjustment ofDevice(Adjustment named, DeviceRegistered device, int quantity) {
        StockItem item = named.item();
        return new Adjustment(
                named.kind(),
                new StockItem(item.owner(), device.di(), item.lot()),
                named.serials(),
                quantity,
                named.location(),
                named.toLocation(),
                named.reason(),
                named.witness(),
                named.certificate());
    }

    private static @Nullable Rejection incomplete(Adjustment wanted, DeviceRegistered device) {
        if (device.identifiers().lot() && wanted.item().lot() == null) {
            return new AdjustmentRejection.LotNeeded(device.di());
        }
        boolean tracked = device.identifiers().serial();
        int serials = new HashSet<>(wanted.serials()).size();
        if (serials != wanted.serials().size() || serials != (tracked ? wanted.quantity() : 0)) {
            return new AdjustmentRejection.SerialsDiffer(
                    device.di(), tracked, wanted.quantity(), serials);
        }
        List<String> missing = new ArrayList<>();
        if (wanted.kind() == AdjustmentKind.DESTROYED) {
            if (wanted.witness() == null) {
                missing.add("witness");
            }
            if (wanted.certificate() == null) {
                missing.add("certificate");
            }
        }
        if (!missing.isEmpty()) {
            return new AdjustmentRejection.EvidenceMissing(wanted.kind(), missing);
        }
        boolean takesTarget =
                wanted.kind() == AdjustmentKind.DAMAGED || wanted.kind() == AdjustmentKind.FOUND;
        return wanted.toLocation() == null || takesTarget
                ? null
                : new AdjustmentRejection.TargetNotTaken(wanted.kind(), wanted.toLocation());
    }
}
