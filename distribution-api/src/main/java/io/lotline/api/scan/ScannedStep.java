package io.lotline.api.scan;

import io.lotline.api.scan.ScanAnswer.Next;
import io.lotline.core.events.BizStep;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was recorded of a scan: the same for the first answer and for every retry.
///
/// @param di       the device's own DI, also where a package was scanned
/// @param quantity in pieces of that DI
record ScannedStep(
        String standard,
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        @Nullable LocalDate productionDate,
        @Nullable Sscc sscc,
        int quantity,
        List<String> symbols) {

    /// Null for events that no scan records.
    static @Nullable ScannedStep of(WarehouseEvent event) {
        Step step = event.step();
        Scan scan = step.scan();
        if (scan == null || step.goods().isEmpty()) {
            return null;
        }
        Step.Goods goods = step.goods().getFirst();
        StockItem item = goods.item();
        return new ScannedStep(
                scan.standard(),
                item.owner(),
                item.di(),
                item.lot(),
                goods.serial(),
                goods.expiryDate(),
                goods.productionDate(),
                step.container(),
                goods.quantity(),
                scan.symbols());
    }

    /// What the goods wait for after this event.
    static @Nullable Next next(WarehouseEvent event) {
        Step step = event.step();
        BizStep done = step.bizStep();
        if (done == null || step.scan() == null) {
            return null;
        }
        return switch (done) {
            case RECEIVING -> Next.of("inspection");
            case PICKING -> Next.of("check");
            case STAGING_OUTBOUND, PACKING, UNLOADING -> Next.of("load");
            case LOADING -> Next.of("dispatch");
            case CYCLE_COUNTING -> clarify(step.goods().getFirst());
            case UNPACKING, INSPECTING, STORING, STOCKING, HOLDING, SHIPPING, DESTROYING, OTHER ->
                    null;
        };
    }

    private static @Nullable Next clarify(Step.Goods counted) {
        Integer booked = counted.booked();
        return booked == null || booked == counted.quantity()
                ? null
                : new Next("clarify", counted.quantity(), booked);
    }

    /// The same with the dates that its label shows, where nothing was recorded of them.
    ScannedStep dated(@Nullable LocalDate expiry, @Nullable LocalDate produced) {
        return new ScannedStep(
                standard,
                owner,
                di,
                lot,
                serial,
                expiryDate == null ? expiry : expiryDate,
                productionDate == null ? produced : productionDate,
                sscc,
                quantity,
                symbols);
    }

    /// The same with `more` pieces on top: one scan may be recorded as several events.
    ScannedStep plus(int more) {
        return new ScannedStep(
                standard,
                owner,
                di,
                lot,
                serial,
                expiryDate,
                productionDate,
                sscc,
                quantity + more,
                symbols);
    }
}
