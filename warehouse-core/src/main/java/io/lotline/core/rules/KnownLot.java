package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
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
import org.pcollections.OrderedPMap;

/// What is known of a lot of a device: its one truth about dates, and how its labels are read.
///
/// @param receipts    how often goods of it came
/// @param produced    the production dates that receipts told, the first one first, and how often
/// @param expiring    the expiry dates that receipts told, the first one first, and how often
/// @param asStandard  whether a label of it that had other readings was settled as the standard
///     reads it
/// @param unseparated whether one was settled as lacking a separator
public record KnownLot(
        int receipts,
        OrderedPMap<Day, Integer> produced,
        OrderedPMap<Day, Integer> expiring,
        boolean asStandard,
        boolean unseparated) {
    private static final KnownLot UNKNOWN =
            new KnownLot(0, OrderedPMap.empty(), OrderedPMap.empty(), false, false);

    /// By device and lot.
    static final Book<Key, KnownLot> BOOK =
            Book.named("known-lot", 2, Key.class, KnownLot.class)
                    .ruled(
                            lot ->
                                    Boundaries.of(Tags.lot(lot.di(), lot.lot()))
                                            .types(
                                                    GoodsReceived.class,
                                                    LabelSettled.class,
                                                    EventCorrected.class),
                            _ -> UNKNOWN,
                            (_, lot, event) -> lot.after(event));

    /// A lot of a device, whoever owns it.
    ///
    /// @param lot null for goods without a lot
    public record Key(Di di, @Nullable LotNumber lot) {}

    /// A date on a label.
    record Day(LocalDate date) {}

    /// As a label showed it first; null where none did yet.
    public @Nullable LocalDate productionDate() {
        return first(produced);
    }

    /// As a label showed it first; null where none did yet.
    public @Nullable LocalDate expiryDate() {
        return first(expiring);
    }

    private static @Nullable LocalDate first(OrderedPMap<Day, Integer> told) {
        return told.isEmpty() ? null : told.keySet().iterator().next().date();
    }

    private static OrderedPMap<Day, Integer> telling(
            OrderedPMap<Day, Integer> told, @Nullable LocalDate date, int change) {
        if (date == null) {
            return told;
        }
        Day day = new Day(date);
        int times = told.getOrDefault(day, 0) + change;
        return times <= 0 ? told.minus(day) : told.plus(day, times);
    }

    boolean known() {
        return receipts > 0 || asStandard || unseparated;
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
                    receiving(goods.productionDate(), goods.movement().expiryDate(), 1);
            case EventCorrected wrong when wrong.kind() == CorrectionEvent.Kind.RECEIPT ->
                    wrong.movements().isEmpty()
                            ? this
                            : receiving(
                                    wrong.about().producedOn(),
                                    wrong.movements().getFirst().expiryDate(),
                                    -1);
            case LabelSettled label ->
                    new KnownLot(
                            receipts,
                            produced,
                            expiring,
                            asStandard || label.form() == ReadingForm.STANDARD,
                            unseparated || label.form() == ReadingForm.UNSEPARATED);
            case InboundEvent _, MasterDataEvent _, InventoryEvent _ -> this;
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

    private KnownLot receiving(
            @Nullable LocalDate productionDate, @Nullable LocalDate expiryDate, int change) {
        return new KnownLot(
                receipts + change,
                telling(produced, productionDate, change),
                telling(expiring, expiryDate, change),
                asStandard,
                unseparated);
    }
}
