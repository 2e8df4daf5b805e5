package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.BizStep;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CorrectionEvent.Kind;
import io.lotline.core.events.Disposition;
import io.lotline.core.events.Document;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HandlingStep;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an event did for one owner that a tariff may have a price for.
///
/// It counts on the park's day on which it was recorded, so that a month that is over does not
/// change any more. What corrects an event of the same month takes it out of its day; what corrects
/// one of an earlier month belongs to the month in which it was corrected.
///
/// @param item      what was done: a step's word, or [#DELIVERY]
/// @param month     to which it belongs
/// @param day       whose tariff it is charged by
/// @param units     pieces; below zero where a mistake is taken out
/// @param lines     of handling: devices and lots; of a delivery: stops
/// @param orders    of a delivery: orders
/// @param documents that it belongs to, as kind and id
/// @param corrects  the event that was a mistake; null for most
record Chargeable(
        EnterpriseId owner,
        String item,
        BillingMonth month,
        LocalDate day,
        long units,
        long lines,
        long orders,
        List<String> documents,
        @Nullable Long corrects) {
    static final String DELIVERY = "delivery";

    Chargeable {
        documents = List.copyOf(documents);
    }

    /// Whether it takes out what an earlier month has charged for.
    boolean isOfEarlierMonth() {
        return !BillingMonth.of(day).equals(month);
    }

    /// What a recorded event did, for each owner.
    ///
    /// @param zone the park's
    static List<Chargeable> of(Recorded recorded, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(recorded.at(), zone);
        if (recorded.event() instanceof EventCorrected corrected) {
            return undone(corrected, day, zone);
        }
        Step step = recorded.event().step();
        String item = item(step);
        return item == null ? List.of() : done(step, item, day);
    }

    /// Null for what no tariff has a price for.
    private static @Nullable String item(Step step) {
        BizStep done = step.bizStep();
        if (done == null) {
            return null;
        }
        HandlingStep handling =
                switch (step.way()) {
                    case IN ->
                            switch (done) {
                                case RECEIVING -> HandlingStep.RECEIVING;
                                case INSPECTING -> HandlingStep.INSPECTING;
                                case STORING -> HandlingStep.PUTAWAY;
                                default -> null;
                            };
                    case WITHIN -> null;
                    case OUT ->
                            switch (done) {
                                case PICKING -> HandlingStep.PICKING;
                                case PACKING -> HandlingStep.PACKING;
                                case LOADING -> HandlingStep.LOADING;
                                case RECEIVING ->
                                        step.disposition() == Disposition.RETURNED
                                                ? HandlingStep.RETURN
                                                : null;
                                default -> null;
                            };
                };
        if (handling != null) {
            return handling.toString();
        }
        return step.way() == Step.Way.OUT && done == BizStep.RECEIVING ? DELIVERY : null;
    }

    private static List<Chargeable> done(Step step, String item, LocalDate day) {
        Map<EnterpriseId, Sum> sums = new LinkedHashMap<>();
        for (Step.Goods goods : step.goods()) {
            Sum sum = sums.computeIfAbsent(goods.item().owner(), _ -> new Sum());
            sum.units += goods.quantity();
            sum.items.add(goods.item());
            for (Document document : step.documents(goods)) {
                switch (document.kind()) {
                    case NOTICE, ORDER, RETURN ->
                            sum.documents.add(document.kind().name() + " " + document.id());
                    case WAVE, SHIPMENT, COUNT, ADJUSTMENT, CORRECTION, HOLD, RECALL -> {}
                }
            }
        }
        boolean delivery = item.equals(DELIVERY);
        List<Chargeable> all = new ArrayList<>();
        sums.forEach(
                (owner, sum) ->
                        all.add(
                                new Chargeable(
                                        owner,
                                        item,
                                        BillingMonth.of(day),
                                        day,
                                        sum.units,
                                        delivery ? 1 : sum.items.size(),
                                        delivery ? sum.documents.size() : 0,
                                        List.copyOf(sum.documents),
                                        null)));
        return all;
    }

    private static final class Sum {
        private long units;
        private final Set<StockItem> items = new HashSet<>();
        private final Set<String> documents = new LinkedHashSet<>();
    }

    private static List<Chargeable> undone(EventCorrected corrected, LocalDate day, ZoneId zone) {
        HandlingStep step = step(corrected.kind());
        if (step == null) {
            return List.of();
        }
        Map<EnterpriseId, Sum> sums = new LinkedHashMap<>();
        corrected
                .movements()
                .forEach(
                        movement -> {
                            Sum sum = sums.computeIfAbsent(movement.item().owner(), _ -> new Sum());
                            sum.units += movement.quantity();
                            sum.items.add(movement.item());
                        });
        LocalDate then = LocalDate.ofInstant(corrected.recordedAt(), zone);
        List<Chargeable> all = new ArrayList<>();
        sums.forEach(
                (owner, sum) ->
                        all.add(
                                new Chargeable(
                                        owner,
                                        step.toString(),
                                        BillingMonth.of(day),
                                        then,
                                        -sum.units,
                                        -sum.items.size(),
                                        0,
                                        List.of(),
                                        corrected.wrong())));
        return all;
    }

    private static @Nullable HandlingStep step(Kind kind) {
        return switch (kind) {
            case RECEIPT -> HandlingStep.RECEIVING;
            case INSPECTION -> HandlingStep.INSPECTING;
            case PUTAWAY -> HandlingStep.PUTAWAY;
            case PICK -> HandlingStep.PICKING;
            case MOVE, COUNT, DEVICE, LOCATION, ENTERPRISE -> null;
        };
    }
}
