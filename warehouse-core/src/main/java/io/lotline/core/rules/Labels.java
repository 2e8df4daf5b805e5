package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.Settled;
import io.lotline.core.events.InboundEvent.LabelSettled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.Devices.Unidentified;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.ReadingForm;
import io.lotline.core.values.SettledBy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the labels of a step: which of several readings is right, whose pieces these are, and
/// whether what the label says of its lot is what is known of it.
///
/// Readings are settled by facts only, in this order: the lot that the notice announces, the
/// lots that are known of the device, a person. What decides nothing: which flags the device's
/// file has, and which reading is likelier. All that is asked of the log is a book for each
/// lot that a reading names, so the answer is guarded like any other.
public final class Labels {
    private Labels() {}

    /// What a document announces of lots.
    public interface Announcement {
        /// Nothing is announced.
        Announcement NONE = (_, _) -> null;

        /// What is announced of this very lot, null if it is not named.
        @Nullable Announced of(Di device, LotNumber lot);
    }

    /// @param quantity   in pieces
    /// @param expiryDate null where the document leaves it open
    public record Announced(long quantity, @Nullable LocalDate expiryDate) {}

    /// What a step does with goods whose label is read.
    public interface Step extends Function<Goods, Outcome> {}

    /// Reads the label and takes the step, or says why not.
    ///
    /// @param receiving whether everything that the device's label has to show is needed
    public static Outcome read(
            Books books,
            ScannedGoods scanned,
            boolean receiving,
            Announcement announcement,
            Step step) {
        return read(books, scanned, receiving, false, _ -> null, announcement, step);
    }

    /// Reads the label of goods that were picked.
    ///
    /// @param past when goods without serial numbers were picked, null where nothing says so
    public static Outcome picked(
            Books books, ScannedGoods scanned, Function<Goods, @Nullable Instant> past, Step step) {
        return read(books, scanned, false, false, past, Announcement.NONE, step);
    }

    /// Reads the label of goods that are taken out of a bin.
    public static Outcome taken(
            Books books,
            Location from,
            ScannedGoods scanned,
            Announcement announcement,
            Step step) {
        return read(
                books,
                scanned,
                false,
                false,
                goods -> BinStock.of(books, goods, from).since(),
                announcement,
                step);
    }

    /// Reads the label of goods that are counted, of which there may be none.
    public static Outcome counted(Books books, ScannedGoods scanned, Step step) {
        return read(books, scanned, false, true, _ -> null, Announcement.NONE, step);
    }

    private static Outcome read(
            Books books,
            ScannedGoods scanned,
            boolean receiving,
            boolean counting,
            Function<Goods, @Nullable Instant> past,
            Announcement announcement,
            Step step) {
        Pieces pieces = Devices.reading(books, scanned.di()).pieces(scanned.di());
        if (pieces == null) {
            return Outcome.rejected(Known.unknownDevice(books, scanned.di()));
        }
        ScannedGoods label = settled(books, scanned, pieces, announcement);
        if (label == null) {
            return Outcome.rejected(
                    new SharedRejection.AmbiguousScan(
                            scanned.di(), scanned.possible().size(), scanned.possible()));
        }
        return switch (Devices.identify(pieces, label, receiving, counting)) {
            case Unidentified(Rejection reason) -> Outcome.rejected(reason);
            case Goods found -> {
                Goods goods =
                        found.by(
                                ScanTime.judged(
                                        found.scan(), scanned.oldest(), past(books, found, past)));
                Rejection wrong = wrongDates(books, goods, scanned.today());
                yield wrong == null
                        ? recorded(books, goods, step.apply(goods))
                        : Outcome.rejected(wrong);
            }
        };
    }

    /// Of goods without serial numbers it is only known since when there are any: whoever takes
    /// some of them may have scanned before somebody else who was faster.
    private static @Nullable Instant past(
            Books books, Goods goods, Function<Goods, @Nullable Instant> past) {
        if (goods.serial() != null) {
            return books.open(SharedBooks.SERIAL, new Piece(goods.di(), goods.serial())).scanned();
        }
        return past.apply(goods);
    }

    /// The scan in the one reading that is right; null where nothing tells which that is.
    private static @Nullable ScannedGoods settled(
            Books books, ScannedGoods scanned, Pieces pieces, Announcement announcement) {
        if (scanned.readings().size() == 1) {
            return scanned;
        }
        Di device = pieces.device().di();
        List<LabelReading> possible = scanned.possible();
        if (possible.size() == 1) {
            return scanned.in(possible.getFirst(), null);
        }
        List<LabelReading> announced = new ArrayList<>(possible);
        announced.removeIf(reading -> !isAnnounced(reading, announcement, pieces));
        if (announced.size() == 1) {
            return as(scanned, announced.getFirst(), SettledBy.NOTICE);
        }
        LabelReading known =
                new KnownReadings(books, device, scanned.readings().getFirst())
                        .rightOf(announced.isEmpty() ? possible : announced);
        return known == null ? null : as(scanned, known, SettledBy.KNOWN_LOT);
    }

    private static boolean isAnnounced(
            LabelReading reading, Announcement announcement, Pieces pieces) {
        Announced announced =
                reading.lot() == null ? null : announcement.of(pieces.device().di(), reading.lot());
        return announced != null
                && !differ(announced.expiryDate(), reading.expiryDate())
                && (reading.quantity() == null
                        || pieces.count() * reading.quantity() <= announced.quantity());
    }

    private static ScannedGoods as(ScannedGoods scanned, LabelReading reading, SettledBy by) {
        return scanned.in(
                reading,
                new Settled(
                        by,
                        reading.equals(scanned.readings().getFirst())
                                ? ReadingForm.STANDARD
                                : ReadingForm.UNSEPARATED));
    }

    /// The readings that what is known of their lots confirms.
    ///
    /// @param standard the reading that the standard reads first
    private record KnownReadings(Books books, Di device, LabelReading standard) {

        @Nullable LabelReading rightOf(List<LabelReading> readings) {
            LinkedHashSet<KnownLot.Key> keys = new LinkedHashSet<>();
            readings.forEach(reading -> keys.add(key(reading)));
            Map<KnownLot.Key, KnownLot> lots = books.openAll(KnownLot.BOOK, keys);
            List<LabelReading> confirmed =
                    readings.stream()
                            .filter(reading -> isConfirmed(reading, lot(lots, reading)))
                            .toList();
            if (confirmed.size() < 2) {
                return confirmed.isEmpty() ? null : confirmed.getFirst();
            }
            boolean oneLot = confirmed.stream().map(LabelReading::lot).distinct().count() == 1;
            return oneLot
                    ? inOneLot(confirmed, lot(lots, confirmed.getFirst()))
                    : amongLots(confirmed, lots);
        }

        private KnownLot.Key key(LabelReading reading) {
            return new KnownLot.Key(device, reading.lot());
        }

        private KnownLot lot(Map<KnownLot.Key, KnownLot> lots, LabelReading reading) {
            return Objects.requireNonNull(lots.get(key(reading)));
        }

        /// A known lot confirms the standard's own reading. That a known lot's number is the
        /// beginning of a longer one is no fact about the longer one: another reading needs a date
        /// beside it that is the lot's own, or labels of the lot that were found to lack their
        /// separators.
        private boolean isConfirmed(LabelReading reading, KnownLot lot) {
            if (!lot.known()) {
                return false;
            }
            boolean dated = reading.lot() != null;
            if (dated
                    && (differ(lot.expiryDate(), reading.expiryDate())
                            || differ(lot.productionDate(), reading.productionDate()))) {
                return false;
            }
            return reading.equals(standard)
                    || lot.unseparated()
                    || dated
                            && (says(reading.expiryDate(), standard.expiryDate(), lot.expiryDate())
                                    || says(
                                            reading.productionDate(),
                                            standard.productionDate(),
                                            lot.productionDate()));
        }

        private static boolean says(
                @Nullable LocalDate date, @Nullable LocalDate standard, @Nullable LocalDate known) {
            return date != null && !date.equals(standard) && date.equals(known);
        }

        /// The lot is clear, what stands behind it is not: its labels are read as one of them was.
        private @Nullable LabelReading inOneLot(List<LabelReading> confirmed, KnownLot lot) {
            if (lot.asStandard() == lot.unseparated()) {
                return null;
            }
            boolean first = confirmed.getFirst().equals(standard);
            if (lot.asStandard()) {
                return first ? standard : null;
            }
            return confirmed.get(first ? 1 : 0);
        }

        private @Nullable LabelReading amongLots(
                List<LabelReading> confirmed, Map<KnownLot.Key, KnownLot> lots) {
            List<LabelReading> unseparated =
                    confirmed.stream()
                            .filter(reading -> !reading.equals(standard))
                            .filter(reading -> lot(lots, reading).unseparated())
                            .toList();
            if (confirmed.contains(standard)) {
                return unseparated.isEmpty() && lot(lots, standard).asStandard() ? standard : null;
            }
            return unseparated.stream().map(LabelReading::lot).distinct().count() == 1
                    ? unseparated.getFirst()
                    : null;
        }
    }

    private static boolean differ(@Nullable LocalDate known, @Nullable LocalDate said) {
        return known != null && said != null && !known.equals(said);
    }

    /// A lot has one truth about its dates: whatever a label says otherwise is refused in every
    /// step. So are dates that cannot be.
    private static @Nullable Rejection wrongDates(Books books, Goods goods, LocalDate today) {
        LocalDate produced = goods.productionDate();
        LocalDate expiry = goods.expiryDate();
        if (produced == null && expiry == null) {
            return null;
        }
        if (produced != null && produced.isAfter(today)) {
            return new SharedRejection.ProductionInFuture(goods.di(), goods.lot(), produced, today);
        }
        LocalDate knownProduced = null;
        LocalDate knownExpiry = null;
        if (goods.lot() != null) {
            KnownLot lot = known(books, goods.di(), goods.lot());
            knownProduced = lot.productionDate();
            knownExpiry = lot.expiryDate();
        } else if (goods.serial() != null) {
            Cell cell =
                    books.open(SharedBooks.SERIAL, new Piece(goods.di(), goods.serial())).cell();
            knownExpiry = cell == null ? null : cell.expiryDate();
        }
        if (knownExpiry != null && expiry != null && !knownExpiry.equals(expiry)) {
            return new SharedRejection.ExpiryConflict(
                    goods.di(), goods.lot(), knownExpiry, expiry, "earlier receipts");
        }
        if (knownProduced != null && produced != null && !knownProduced.equals(produced)) {
            return new SharedRejection.ProductionConflict(
                    goods.di(), goods.lot(), knownProduced, produced);
        }
        LocalDate made = produced != null ? produced : knownProduced;
        LocalDate until = expiry != null ? expiry : knownExpiry;
        return made != null && until != null && made.isAfter(until)
                ? new SharedRejection.ProductionAfterExpiry(goods.di(), goods.lot(), made, until)
                : null;
    }

    /// What is known of a lot.
    public static KnownLot known(Books books, Di device, LotNumber lot) {
        return books.open(KnownLot.BOOK, new KnownLot.Key(device, lot));
    }

    /// What is known of several lots.
    public static Map<KnownLot.Key, KnownLot> known(Books books, Collection<KnownLot.Key> lots) {
        return books.openAll(KnownLot.BOOK, lots);
    }

    /// The outcome of a step, with what was settled of the lot's labels.
    private static Outcome recorded(Books books, Goods goods, Outcome outcome) {
        Settled how = goods.settled();
        if (how == null
                || !(outcome instanceof Outcome.Accepted(List<WarehouseEvent> events))
                || events.isEmpty()) {
            return outcome;
        }
        KnownLot lot = books.open(KnownLot.BOOK, new KnownLot.Key(goods.di(), goods.lot()));
        boolean isNew = how.form() == ReadingForm.UNSEPARATED && !lot.settledAs(how.form());
        if (how.by() != SettledBy.PERSON && !isNew) {
            return outcome;
        }
        List<WarehouseEvent> all = new ArrayList<>();
        all.add(new LabelSettled(goods.di(), goods.lot(), how.by(), how.form(), goods.scan()));
        all.addAll(events);
        return new Outcome.Accepted(all);
    }
}
