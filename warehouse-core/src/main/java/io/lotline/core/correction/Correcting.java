package io.lotline.core.correction;

import io.lotline.core.correction.CorrectionRejection.CorrectionHasDependants;
import io.lotline.core.correction.Followed.Alike;
import io.lotline.core.correction.Followed.Flow;
import io.lotline.core.correction.Followed.Since;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.distribution.UndonePick;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.Document;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.BinStock;
import io.lotline.core.rules.PromisesInBin;
import io.lotline.core.rules.SerialFile;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.LotInBin;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A correction, looked at over the books: what undoes the wrong event, what should have been, and
/// what depends on it.
record Correcting(Books books, CorrectEvent command, Mistaken mistaken) {
    /// So many dependants are named; the others are counted.
    static final int NAMED = 20;

    Outcome correct() {
        WarehouseEvent wrong = mistaken.event();
        List<Movement> undoing = wrong.movements().stream().map(Correcting::back).toList();
        UndonePick pick = wrong instanceof ItemPicked picked ? UndonePick.of(books, picked) : null;
        EventCorrected undo = corrected(undoing, pick == null ? List.of() : pick.promises(), 0);
        List<WarehouseEvent> right = List.of();
        if (command.instead() != null) {
            switch (new ShouldHaveBeen(new Afterwards(books, undo), command).decide()) {
                case Outcome.Accepted(List<WarehouseEvent> events) -> right = events;
                case Outcome.Rejected(Rejection reason) -> {
                    // what depends on the mistake may be all that stands in the way
                    Rejection dependants = dependants(undo, pick, List.of());
                    return Outcome.rejected(dependants == null ? reason : dependants);
                }
            }
        }
        Rejection dependants = dependants(undo, pick, right);
        if (dependants != null) {
            return Outcome.rejected(dependants);
        }
        EventCorrected done = corrected(undoing, undo.promises(), right.size());
        return new Outcome.Accepted(
                done.replacedBefore()
                        ? CorrectEventDecision.<WarehouseEvent>both(right, List.of(done))
                        : CorrectEventDecision.<WarehouseEvent>both(List.of(done), right));
    }

    private EventCorrected corrected(
            List<Movement> movements, List<Allocation> promises, int replacements) {
        Instant happened = mistaken.event().happenedAt();
        return new EventCorrected(
                command.correction(),
                command.position(),
                mistaken.kind(),
                mistaken.about(),
                command.reason(),
                command.instead(),
                replacements,
                command.mistake().recordedAt(),
                happened == null ? command.mistake().recordedAt() : happened,
                movements,
                promises);
    }

    private static Movement back(Movement m) {
        return new Movement(
                m.item(),
                m.serial(),
                m.expiryDate(),
                m.quantity(),
                m.to(),
                m.from(),
                m.toStatus(),
                m.fromStatus());
    }

    /// Why the event cannot be undone any more; null where it can.
    ///
    /// @param right what should have been: goods that it brings to the same place make good for
    ///     what was taken from there
    private @Nullable Rejection dependants(
            EventCorrected undo, @Nullable UndonePick pick, List<WarehouseEvent> right) {
        if (undo.movements().isEmpty()) {
            return null;
        }
        List<Dependant> found = pick == null ? missing(undo, right) : missing(undo, pick);
        if (found == null) {
            return null;
        }
        StockItem item = undo.movements().getFirst().item();
        boolean single = undo.movements().size() == 1;
        boolean left =
                books.open(
                                Followed.Departed.BOOK,
                                new Followed.Left(
                                        command.position(),
                                        item,
                                        single ? undo.movements().getFirst().serial() : null))
                        .any();
        List<Dependant> sorted =
                found.stream()
                        .distinct()
                        .sorted(Comparator.comparingLong(Dependant::position))
                        .toList();
        return new CorrectionHasDependants(
                command.position(),
                CorrectEventDecision.name(mistaken.event()),
                item.di(),
                item.lot(),
                sorted.subList(0, Math.min(NAMED, sorted.size())),
                Math.max(1, sorted.size()),
                left);
    }

    /// Picked goods that went on: who checked, packed, loaded or sent some; null where as many as
    /// the pick was of are as they were picked.
    private @Nullable List<Dependant> missing(EventCorrected undo, UndonePick pick) {
        Movement m = undo.movements().getFirst();
        return pick.untouched() >= m.quantity()
                ? null
                : books.open(Followed.BOOK, new Since(command.position(), m.item(), m.from()))
                        .picked(m.serial())
                        .others();
    }

    /// Who took goods that would not have been there, or promised them; null where all of them lie
    /// there.
    private @Nullable List<Dependant> missing(EventCorrected undo, List<WarehouseEvent> right) {
        List<Dependant> all = new ArrayList<>();
        boolean missing = false;
        Map<Loose, Integer> loose = new LinkedHashMap<>();
        List<Movement> pieces = new ArrayList<>();
        for (Movement m : undo.movements()) {
            if (m.serial() == null) {
                loose.merge(Loose.leaving(m), m.quantity(), Integer::sum);
            } else {
                pieces.add(m);
            }
        }
        for (Map.Entry<Loose, Integer> each : loose.entrySet()) {
            int back = undo.replacedBefore() ? coming(right, each.getKey()) : 0;
            List<Dependant> some = missing(each.getKey(), each.getValue() - back);
            missing |= some != null;
            all.addAll(some == null ? List.of() : some);
        }
        Map<Piece, SerialFile> files =
                books.openAll(SharedBooks.SERIAL, pieces.stream().map(Correcting::piece).toList());
        for (Movement m : pieces) {
            List<Dependant> some = missing(m, Objects.requireNonNull(files.get(piece(m))));
            missing |= some != null;
            all.addAll(some == null ? List.of() : some);
        }
        return missing ? all : null;
    }

    private static Piece piece(Movement m) {
        return new Piece(m.item().di(), Objects.requireNonNull(m.serial()));
    }

    /// Goods without serial numbers that are alike, in one place.
    private record Loose(StockItem item, Place place, Alike alike) {
        static Loose leaving(Movement m) {
            return new Loose(m.item(), m.from(), new Alike(null, m.expiryDate(), m.fromStatus()));
        }

        static Loose coming(Movement m) {
            return new Loose(m.item(), m.to(), new Alike(null, m.expiryDate(), m.toStatus()));
        }
    }

    private static int coming(List<WarehouseEvent> events, Loose goods) {
        return events.stream()
                .flatMap(event -> event.movements().stream())
                .filter(m -> m.serial() == null && Loose.coming(m).equals(goods))
                .mapToInt(Movement::quantity)
                .sum();
    }

    /// Who took from goods of which `quantity` pieces were never there; null where all of them
    /// still lie there, and did all the time, and are promised to nobody.
    private @Nullable List<Dependant> missing(Loose goods, int quantity) {
        if (quantity <= 0 || goods.place().kind() != Place.Kind.LOCATION) {
            return null;
        }
        Alike alike = goods.alike();
        Flow flow =
                books.open(
                                Followed.BOOK,
                                new Since(command.position(), goods.item(), goods.place()))
                        .of(alike);
        int now =
                books.open(
                                SharedBooks.BIN,
                                new LotInBin(
                                        goods.item().di(),
                                        goods.item().lot(),
                                        goods.place().asLocation()))
                        .quantities()
                        .getOrDefault(
                                new BinStock.Lying(
                                        goods.item().owner(),
                                        alike.expiryDate(),
                                        Objects.requireNonNull(alike.status()),
                                        false),
                                0);
        long least = now - flow.change() + flow.lowest();
        if (least < quantity) {
            return flow.takers();
        }
        if (alike.status() != QualityStatus.QUALIFIED) {
            return null;
        }
        StockPlace bin = new StockPlace(goods.item(), goods.place().asLocation());
        int promised = books.open(SharedBooks.PROMISED, bin).expiring(alike.expiryDate());
        return promised <= 0 || now - promised >= quantity ? null : promisers(flow, bin);
    }

    /// Who promised some of the goods to orders that still wait for them.
    private List<Dependant> promisers(Flow flow, StockPlace bin) {
        Set<Document> orders = new HashSet<>();
        for (PromisesInBin.Promised promise :
                books.open(SharedBooks.PROMISES_IN_BIN, bin).pieces().keySet()) {
            orders.add(Document.of(promise.order()));
        }
        return flow.others().stream()
                .filter(other -> other.documents().stream().anyMatch(orders::contains))
                .toList();
    }

    /// The same of a piece: it has to be where the event brought it, and never was elsewhere since.
    private @Nullable List<Dependant> missing(Movement m, SerialFile file) {
        if (m.from().kind() != Place.Kind.LOCATION) {
            return null;
        }
        Flow flow =
                books.open(Followed.BOOK, new Since(command.position(), m.item(), m.from()))
                        .of(new Alike(m.serial(), m.expiryDate(), m.fromStatus()));
        boolean there =
                file.cell() != null
                        && file.cell().place().equals(m.from())
                        && file.cell().status() == m.fromStatus()
                        && file.cell().item().equals(m.item());
        boolean promised =
                file.promised() != null
                        && Place.location(file.promised().location()).equals(m.from());
        if (there && !promised && flow.lowest() >= 0) {
            return null;
        }
        return promised
                ? promisers(flow, new StockPlace(m.item(), m.from().asLocation()))
                : flow.takers();
    }
}
