package io.lotline.core.inbound;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.inbound.InboundRejection.Choice;
import io.lotline.core.inbound.InboundRejection.NotWaiting;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SerialFile;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection.QuantityTooLarge;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Concludes on goods of a notice where they lie (GSP Art 65): on those that wait since their
/// receipt, and on those that came back. Which of them are meant has to be clear: pieces with
/// serial numbers are named by these; other goods by their place and state, where they wait in
/// several.
public final class InspectGoodsDecision implements Decision<InspectGoods> {
    private static final int NAMED = 20;

    @Override
    public Class<InspectGoods> commandType() {
        return InspectGoods.class;
    }

    @Override
    public Outcome decide(InspectGoods command, Books books) {
        InboundNoticeFiled notice = books.open(SharedBooks.NOTICE, command.notice()).document();
        if (notice == null) {
            return Outcome.rejected(new UnknownNotice(command.notice()));
        }
        Pieces pieces = Devices.reading(books, command.di()).pieces(command.di());
        if (pieces == null) {
            return Outcome.rejected(Known.unknownDevice(books, command.di()));
        }
        if (command.where().location() != null) {
            Location named = new Location(notice.warehouse(), command.where().location());
            if (books.open(SharedBooks.LOCATION, named).get(named) == null) {
                return Outcome.rejected(Known.unknownLocation(books, named));
            }
        }
        if (!command.serials().isEmpty()) {
            return single(command, books, notice, pieces.device().di());
        }
        List<String> missing = new ArrayList<>();
        if (pieces.device().identifiers().lot() && command.lot() == null) {
            missing.add("lot");
        }
        if (pieces.device().identifiers().serial()) {
            missing.add("serials");
        }
        return missing.isEmpty()
                ? loose(command, books, notice, pieces)
                : Outcome.rejected(new InboundRejection.NotNamed(pieces.device().di(), missing));
    }

    /// Pieces that are named by their serial numbers.
    private static Outcome single(
            InspectGoods command, Books books, InboundNoticeFiled notice, Di di) {
        if (command.quantity() != command.serials().size()) {
            return Outcome.rejected(
                    new InboundRejection.SerialCount(
                            di, command.serials().size(), command.quantity()));
        }
        List<SerialNumber> serials =
                command.serials().stream()
                        .sorted(Comparator.comparing(SerialNumber::value))
                        .toList();
        Map<Piece, SerialFile> files =
                books.openAll(
                        SharedBooks.SERIAL,
                        serials.stream().map(serial -> new Piece(di, serial)).toList());
        StockItem item = null;
        List<NotWaiting> wrong = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (SerialNumber serial : serials) {
            SerialFile file = Objects.requireNonNull(files.get(new Piece(di, serial)));
            Cell cell = file.cell();
            String fact = notWaiting(command, notice, file);
            if (fact == null && cell != null && item != null && !item.equals(cell.item())) {
                fact = "is %s, others are %s".formatted(ofLot(cell.item()), ofLot(item));
            }
            if (fact != null || cell == null) {
                wrong.add(new NotWaiting(serial, fact == null ? "never came in" : fact));
            } else {
                item = cell.item();
                parts.add(new Part(cell, 1));
            }
        }
        if (item == null || !wrong.isEmpty()) {
            return Outcome.rejected(
                    new InboundRejection.SerialsNotWaiting(
                            command.notice(), di, wrong.size(), first(wrong)));
        }
        return Outcome.accepted(inspected(command, item, command.quantity(), parts));
    }

    /// Why a piece does not wait under the notice, to be said after its serial number; null if it
    /// does.
    private static @Nullable String notWaiting(
            InspectGoods command, InboundNoticeFiled notice, SerialFile file) {
        Cell cell = file.cell();
        if (cell == null) {
            return "never came in";
        }
        if (!command.notice().equals(file.notice())
                || !cell.item().owner().equals(notice.owner())) {
            return "came in under another notice";
        }
        if (command.lot() != null && !command.lot().equals(cell.item().lot())) {
            return "is " + ofLot(cell.item());
        }
        if (cell.place().kind() != Place.Kind.LOCATION) {
            return "is in no location";
        }
        Location here = cell.place().asLocation();
        if (command.where().location() != null && !command.where().location().equals(here.id())) {
            return "lies in location " + here.id();
        }
        boolean waits =
                cell.status() == QualityStatus.PENDING_INSPECTION
                        || cell.status() == QualityStatus.RETURNED;
        if (!waits
                || (command.where().status() != null
                        && command.where().status() != cell.status())) {
            return "is " + cell.status() + " in location " + here.id();
        }
        return null;
    }

    private static String ofLot(StockItem item) {
        return item.lot() == null ? "without a lot" : "of lot " + item.lot();
    }

    /// Goods without serial numbers.
    private static Outcome loose(
            InspectGoods command, Books books, InboundNoticeFiled notice, Pieces pieces) {
        Di di = pieces.device().di();
        long quantity = pieces.count() * command.quantity();
        if (quantity > Quantity.MAX) {
            return Outcome.rejected(new QuantityTooLarge(command.di(), quantity, Quantity.MAX));
        }
        StockItem item = new StockItem(notice.owner(), di, command.lot());
        Waiting waiting =
                books.open(
                        Waiting.BOOK, new Waiting.Lot(command.notice(), notice.warehouse(), item));
        List<Part> meant = waiting.choices(command.where());
        long there = waiting.quantity(meant);
        if (there == 0) {
            Rejection unknown = Known.unspelt(books, di, command.lot());
            return Outcome.rejected(
                    unknown != null
                            ? unknown
                            : new InboundRejection.NothingToInspect(
                                    command.notice(),
                                    di,
                                    command.lot(),
                                    choices(waiting.choices(InspectGoods.Where.ANY)),
                                    waiting.numbered().keySet().stream().limit(NAMED).toList()));
        }
        if (there < quantity) {
            return Outcome.rejected(
                    new InboundRejection.OverInspection(
                            command.notice(), di, command.lot(), (int) there, (int) quantity));
        }
        // of several kinds it is clear which are meant only where all of them are
        if (meant.size() > 1 && StockBook.sum(meant) != quantity) {
            return Outcome.rejected(
                    new InboundRejection.AmbiguousGoods(
                            command.notice(), di, command.lot(), (int) quantity, choices(meant)));
        }
        return Outcome.accepted(
                inspected(command, item, (int) quantity, StockBook.take(meant, (int) quantity)));
    }

    private static GoodsInspected inspected(
            InspectGoods command, StockItem item, int quantity, List<Part> parts) {
        QualityStatus status =
                switch (command.conclusion()) {
                    case QUALIFIED -> QualityStatus.QUALIFIED;
                    case NON_CONFORMING -> QualityStatus.NON_CONFORMING;
                };
        List<Movement> movements = new ArrayList<>();
        for (Part part : parts) {
            movements.add(part.cell().to(part.cell().place(), status, part.quantity()));
        }
        return new GoodsInspected(
                command.notice(),
                item,
                command.conclusion(),
                quantity,
                command.reason(),
                movements);
    }

    private static List<Choice> choices(List<Part> parts) {
        List<Choice> choices = new ArrayList<>();
        for (Part part : first(parts)) {
            choices.add(
                    new Choice(
                            part.cell().place().asLocation().id(),
                            part.cell().status(),
                            part.cell().expiryDate(),
                            part.quantity()));
        }
        return choices;
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(NAMED, all.size()));
    }
}
