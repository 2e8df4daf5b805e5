package io.lotline.projections.trace;

import io.lotline.core.decision.CommandDesk;
import io.lotline.core.events.Coverage;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.engine.View;
import io.lotline.projections.trace.TraceDocument.Figures;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What traces of lots and pieces are answered from: their steps, and their figures as sums.
public final class TraceView implements View<TraceDocument> {
    public static final String NAME = "trace";

    private static final TraceOptions EVERYTHING = TraceOptions.of(LocalDate.EPOCH).whole();

    /// The last event's, because the engine asks for its keys and then for each of its documents.
    private volatile @Nullable Changes last;

    /// What an event does to the documents.
    private record Changes(CommandDesk.Recorded recorded, Map<String, Change> byKey) {}

    @FunctionalInterface
    private interface Change {
        @Nullable TraceDocument after(@Nullable TraceDocument before);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<TraceDocument> documentType() {
        return TraceDocument.class;
    }

    @Override
    public Set<String> keys(CommandDesk.Recorded recorded) {
        return changes(recorded).keySet();
    }

    @Override
    public @Nullable TraceDocument fold(
            @Nullable TraceDocument document, CommandDesk.Recorded recorded, String key) {
        Change change = changes(recorded).get(key);
        return change == null ? document : change.after(document);
    }

    private Map<String, Change> changes(CommandDesk.Recorded recorded) {
        Changes known = last;
        if (known == null || known.recorded() != recorded) {
            known = new Changes(recorded, changesOf(recorded));
            last = known;
        }
        return known.byKey();
    }

    private static Map<String, Change> changesOf(CommandDesk.Recorded recorded) {
        Step step = recorded.event().step();
        Map<String, Change> changes = new LinkedHashMap<>();
        Map<TraceSubject, Step> lots = TraceParts.of(step, TraceView::lot);
        lots.forEach((lot, part) -> steps(changes, lot, Told.of(recorded, part)));
        for (StockItem item : TraceParts.of(step, (item, _) -> item).keySet()) {
            TraceSubject lot = lot(item, null);
            figures(
                    changes,
                    new Goods(lot, item),
                    Told.of(recorded, Objects.requireNonNull(lots.get(lot))));
        }
        TraceParts.of(step, TraceView::piece)
                .forEach((piece, part) -> steps(changes, piece, Told.of(recorded, part)));
        TraceParts.of(step, TraceView::ownedPiece)
                .forEach((goods, part) -> figures(changes, goods, Told.of(recorded, part)));
        if (step.stop() != null && step.stop().effect() == Step.Stop.Effect.STOPS) {
            pieces(changes, step.stop().goods());
        }
        return changes;
    }

    private static void pieces(Map<String, Change> changes, Coverage coverage) {
        for (HoldScope scope : coverage.scopes()) {
            SerialNumber serial = scope.serial();
            if (serial != null) {
                changes.put(TraceKeys.piece(scope.di(), serial), _ -> TraceDocument.of(serial));
            }
        }
    }

    /// One owner's goods of a lot, or one piece.
    private record Goods(TraceSubject subject, StockItem item) {}

    private static TraceSubject lot(StockItem item, @Nullable SerialNumber serial) {
        return new TraceSubject.Lot(item.di(), item.lot());
    }

    private static @Nullable TraceSubject piece(StockItem item, @Nullable SerialNumber serial) {
        return serial == null ? null : new TraceSubject.Serial(item.di(), serial);
    }

    private static @Nullable Goods ownedPiece(StockItem item, @Nullable SerialNumber serial) {
        return serial == null ? null : new Goods(new TraceSubject.Serial(item.di(), serial), item);
    }

    private static void steps(Map<String, Change> changes, TraceSubject subject, Told told) {
        if (told.step().corrects() != null) {
            corrected(changes, subject, told, told.step().corrects());
        }
        TraceFold all = TraceFold.sums(subject, null);
        List<Trace.Step> steps = new TraceSteps(all, subject, EVERYTHING).all(told);
        for (int part = 0; part < steps.size(); part++) {
            Trace.Step step = steps.get(part);
            changes.put(
                    TraceKeys.step(subject, step.owner(), told.step().way(), told.position(), part),
                    _ -> TraceDocument.of(step));
        }
    }

    /// The steps of an event that was wrong say by what they are corrected.
    private static void corrected(
            Map<String, Change> changes, TraceSubject subject, Told told, Step.Corrects wrong) {
        for (EnterpriseId owner : told.step().owners()) {
            for (int part = 0; part < wrong.parts(); part++) {
                changes.put(
                        TraceKeys.step(subject, owner, told.step().way(), wrong.position(), part),
                        before ->
                                before == null || before.step() == null
                                        ? before
                                        : TraceDocument.of(
                                                before.step().corrected(told.position())));
            }
        }
    }

    private static void figures(Map<String, Change> changes, Goods goods, Told told) {
        TraceFigures figures = new TraceFigures(goods.subject(), goods.item(), told);
        for (String key : figures.keys()) {
            changes.put(
                    key,
                    before -> {
                        Figures after =
                                figures.after(before == null ? null : before.figures(), key);
                        return after.isEmpty() ? null : TraceDocument.of(after);
                    });
        }
    }
}
