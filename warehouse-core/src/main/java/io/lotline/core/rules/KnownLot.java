package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.LabelSettled;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.ReadingForm;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is known of a lot of a device: its one truth about dates, and how its labels are read.
///
/// @param received       whether goods of it ever came
/// @param productionDate as a label showed it first; null where none did yet
/// @param expiryDate     as a label showed it first; null where none did yet
/// @param asStandard     whether a label of it that had other readings was settled as the standard
///     reads it
/// @param unseparated    whether one was settled as lacking a separator
public record KnownLot(
        boolean received,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        boolean asStandard,
        boolean unseparated) {

    /// By device and lot.
    static final Book<Key, KnownLot> BOOK =
            Book.named("known-lot", 1, Key.class, KnownLot.class)
                    .ruled(
                            lot ->
                                    Boundaries.of(Tags.lot(lot.di(), lot.lot()))
                                            .types(GoodsReceived.class, LabelSettled.class),
                            _ -> new KnownLot(false, null, null, false, false),
                            (_, lot, event) -> lot.after(event));

    /// A lot of a device, whoever owns it.
    ///
    /// @param lot null for goods without a lot
    public record Key(Di di, @Nullable LotNumber lot) {}

    boolean known() {
        return received || asStandard || unseparated;
    }

    /// Whether labels of it were settled in this form.
    boolean settledAs(ReadingForm form) {
        return switch (form) {
            case STANDARD -> asStandard;
            case UNSEPARATED -> unseparated;
            case QUANTITY -> false;
        };
    }

    private KnownLot after(WarehouseEvent event) {
        return switch (event) {
            case GoodsReceived goods ->
                    new KnownLot(
                            true,
                            productionDate != null ? productionDate : goods.productionDate(),
                            expiryDate != null ? expiryDate : goods.movement().expiryDate(),
                            asStandard,
                            unseparated);
            case LabelSettled label ->
                    new KnownLot(
                            received,
                            productionDate,
                            expiryDate,
                            asStandard || label.form() == ReadingForm.STANDARD,
                            unseparated || label.form() == ReadingForm.UNSEPARATED);
            case InboundEvent _, MasterDataEvent _, InventoryEvent _ -> this;
            case DistributionEvent _, RecallEvent _, AccessEvent _, WorkEvent _ -> this;
            case UnitEvent _ -> this;
        };
    }
}
