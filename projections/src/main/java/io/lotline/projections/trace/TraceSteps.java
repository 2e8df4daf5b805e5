package io.lotline.projections.trace;

import io.lotline.core.events.Coverage;
import io.lotline.core.events.Document;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Place;
import io.lotline.projections.sourcing.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The history of a trace, step by step, in the log's order.
final class TraceSteps {
    private final TraceFold fold;
    private final TraceSubject subject;
    private final TraceOptions options;
    private final Map<Long, Long> corrections;
    private final List<Trace.Step> steps = new ArrayList<>();

    TraceSteps(TraceFold fold, TraceSubject subject, TraceOptions options) {
        this(fold, subject, options, Map.of());
    }

    /// @param corrections the positions of events that were wrong, with those of what says so
    TraceSteps(
            TraceFold fold,
            TraceSubject subject,
            TraceOptions options,
            Map<Long, Long> corrections) {
        this.corrections = corrections;
        this.fold = fold;
        this.subject = subject;
        this.options = options;
    }

    /// The page that the options ask for, and the `after` of the next one.
    Page page(Iterable<Recorded> events) {
        for (Recorded recorded : events) {
            int before = steps.size();
            tell(Told.of(recorded));
            if (before >= options.limit() && steps.size() > before) {
                long last = steps.get(before - 1).position();
                return new Page(List.copyOf(steps.subList(0, before)), last);
            }
        }
        return new Page(List.copyOf(steps), null);
    }

    /// All of them, however many the options want on a page.
    List<Trace.Step> all(Iterable<Recorded> events) {
        List<Trace.Step> all = new ArrayList<>();
        forEach(events, all::add);
        return List.copyOf(all);
    }

    /// All of them, one after the other.
    void forEach(Iterable<Recorded> events, Consumer<Trace.Step> consumer) {
        for (Recorded recorded : events) {
            tell(Told.of(recorded));
            steps.forEach(consumer);
            steps.clear();
        }
    }

    /// All of one event.
    List<Trace.Step> all(Told told) {
        tell(told);
        return List.copyOf(steps);
    }

    record Page(List<Trace.Step> steps, @Nullable Long next) {}

    private void tell(Told told) {
        if (told.position() > options.after() && options.direction().shows(told.step().way())) {
            add(fold.concerning(told));
        }
    }

    private void add(Told told) {
        Step step = told.step();
        if (step.stop() != null) {
            stopped(told, step.stop().goods());
        }
        Map<Step.Goods, Long> handedOver = new LinkedHashMap<>();
        for (Step.Goods goods : step.goods()) {
            if (fold.wanted(goods.item(), goods.serial())) {
                long share = fold.share(told, goods);
                if (goods.consignee() != null) {
                    TraceFold.add(handedOver, alike(goods), share);
                } else if (share > 0 || goods.quantity() == 0) {
                    add(told, goods, share);
                }
            }
        }
        handedOver.forEach((goods, quantity) -> add(told, goods, quantity));
    }

    /// What is handed over is told per order, owner and lot; piece by piece only where a single one
    /// is traced.
    private Step.Goods alike(Step.Goods goods) {
        return new Step.Goods(
                goods.item(),
                subject instanceof TraceSubject.Serial ? goods.serial() : null,
                null,
                null,
                0,
                null,
                goods.from(),
                goods.at(),
                goods.status(),
                goods.consignee(),
                goods.documents());
    }

    private void add(Told told, Step.Goods goods, long quantity) {
        Step step = told.step();
        Map<String, String> references = references(step.documents(goods));
        if (step.container() != null) {
            references.put("container", step.container().value());
        }
        if (goods.consignee() != null) {
            references.put("consignee", goods.consignee().value());
        }
        StockItem item = goods.item();
        Place to = goods.from() == null ? null : goods.at();
        steps.add(
                new Trace.Step(
                        told.position(),
                        told.at(),
                        step.scan() == null ? null : step.scan().scannedAt(),
                        name(told.event()),
                        goods.at(),
                        goods.from(),
                        to,
                        item.owner(),
                        item.di(),
                        item.lot(),
                        goods.serial(),
                        goods.status(),
                        quantity,
                        told.actor(),
                        null,
                        references,
                        step.remark(),
                        step.corrects() == null ? null : step.corrects().position(),
                        corrections.get(told.position())));
    }

    private void stopped(Told told, Coverage coverage) {
        if (fold.concerns(coverage)) {
            Map<String, String> references = references(told.step().documents());
            if (coverage.location() != null) {
                references.put("location", coverage.location());
            }
            steps.add(
                    new Trace.Step(
                            told.position(),
                            told.at(),
                            null,
                            name(told.event()),
                            null,
                            null,
                            null,
                            coverage.owner(),
                            null,
                            null,
                            coverage.serial(),
                            null,
                            null,
                            told.actor(),
                            null,
                            references,
                            told.step().remark(),
                            null,
                            null));
        }
    }

    private static Map<String, String> references(List<Document> documents) {
        Map<String, String> references = new LinkedHashMap<>();
        documents.forEach(document -> references.put(document.kind().word(), document.id()));
        return references;
    }

    /// The event's stored name without its namespace.
    private static String name(WarehouseEvent event) {
        String stored = EventCatalogue.nameOf(event.getClass());
        return stored.substring(stored.indexOf('.') + 1);
    }
}
