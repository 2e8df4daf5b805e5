package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.SerialNumber;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The books that several features open. Most are read through what they add up to:
/// [Devices#reading], [LotStanding#reading], [BinStock#lying].
public final class SharedBooks {
    /// The files of the device, or of those that have this DI as a package.
    public static final Book<Di, Devices> DEVICE =
            Book.named("device", 1, Di.class, Devices.class)
                    .ruled(
                            Boundaries::device,
                            _ -> Devices.NONE,
                            (_, devices, event) -> devices.evolve(event));

    public static final Book<EnterpriseId, Enterprises> ENTERPRISE =
            Book.named("enterprise", 1, EnterpriseId.class, Enterprises.class)
                    .ruled(
                            Boundaries::enterprise,
                            _ -> Enterprises.NONE,
                            (_, enterprises, event) -> enterprises.evolve(event));

    public static final Book<Location, Locations> LOCATION =
            Book.named("location", 1, Location.class, Locations.class)
                    .ruled(
                            Boundaries::location,
                            _ -> Locations.NONE,
                            (_, locations, event) -> locations.evolve(event));

    /// The document of an inbound notice, without what came under it.
    public static final Book<NoticeId, FiledNotice> NOTICE =
            Book.named("notice", 1, NoticeId.class, FiledNotice.class)
                    .ruled(
                            notice ->
                                    Boundaries.of(Tags.notice(notice))
                                            .types(InboundNoticeFiled.class),
                            _ -> FiledNotice.UNKNOWN,
                            (_, notice, event) -> notice.after(event))
                    .sized(
                            notice ->
                                    notice.document() == null
                                            ? 1
                                            : notice.document().lines().size());

    /// How many pieces lie in a location; opened only where its capacity counts, since everybody
    /// who works there meets in it.
    public static final Book<Location, Occupancy> OCCUPANCY =
            Book.named("occupancy", 3, Location.class, Occupancy.class)
                    .ruled(Boundaries::occupancy, _ -> Occupancy.NONE, Occupancy::after)
                    .sized(occupancy -> 1 + occupancy.devices().size());

    /// What stops a lot, a serial number or a whole device.
    public static final Book<Stoppable, LotStanding> STOPS =
            Book.named("stops", LotStanding.VERSION, Stoppable.class, LotStanding.class)
                    .ruled(
                            Stoppable::about,
                            _ -> LotStanding.FREE,
                            (_, standing, event) -> standing.evolve(event))
                    .sized(standing -> standing.holds().size() + standing.recalls().size());

    /// Where a serial number is, and whether it is promised.
    public static final Book<Piece, SerialFile> SERIAL =
            Book.named("serial", 7, Piece.class, SerialFile.class)
                    .ruled(
                            piece ->
                                    Boundaries.of(Tags.serial(piece.di(), piece.serial()))
                                            .types(Boundaries.PIECE_EVENTS),
                            _ -> SerialFile.UNKNOWN,
                            SerialFile::after)
                    .ofWholeUnits();

    /// What lies of a lot in a bin, of every owner.
    public static final Book<LotInBin, BinStock> BIN =
            Book.named("bin", 5, LotInBin.class, BinStock.class)
                    .ruled(
                            lot ->
                                    Boundaries.of(
                                                    Tags.lot(lot.di(), lot.lot()),
                                                    Tags.location(lot.location()))
                                            .types(Boundaries.BIN_EVENTS),
                            _ -> BinStock.EMPTY,
                            BinStock::after)
                    .sized(stock -> stock.quantities().size() + stock.boxed().size())
                    .ofWholeUnits();

    /// What of an owner's lot in a bin is promised to orders.
    public static final Book<StockPlace, Promised> PROMISED =
            Book.named("promised", 3, StockPlace.class, Promised.class)
                    .ruled(
                            place ->
                                    Boundaries.of(Tags.stock(place.item(), place.location()))
                                            .types(Boundaries.PROMISES),
                            _ -> Promised.NOTHING,
                            Promised::after)
                    .sized(promised -> promised.pieces().size());

    /// Which orders an owner's lot in a bin is promised to.
    public static final Book<StockPlace, PromisesInBin> PROMISES_IN_BIN =
            Book.named("promises-in-bin", 1, StockPlace.class, PromisesInBin.class)
                    .ruled(
                            place ->
                                    Boundaries.of(Tags.stock(place.item(), place.location()))
                                            .types(Boundaries.PROMISES),
                            _ -> PromisesInBin.NONE,
                            PromisesInBin::after)
                    .sized(promises -> promises.pieces().size());

    private SharedBooks() {}

    public static List<Book<?, ?>> all() {
        return List.of(
                DEVICE,
                ENTERPRISE,
                LOCATION,
                NOTICE,
                OCCUPANCY,
                STOPS,
                SERIAL,
                BIN,
                PROMISED,
                PROMISES_IN_BIN,
                LogisticUnit.BOOK,
                KnownLot.BOOK,
                Known.SPELT,
                Known.RECEIVED,
                Known.NAMES);
    }

    /// A piece with a serial number.
    public record Piece(Di di, SerialNumber serial) {}

    /// A lot of a device in a bin, whoever owns it.
    public record LotInBin(Di di, @Nullable LotNumber lot, Location location) {}

    /// An owner's lot in a bin.
    public record StockPlace(StockItem item, Location location) implements Comparable<StockPlace> {
        private static final Comparator<StockPlace> ORDER =
                Comparator.comparing(StockPlace::item, KeyOrder.ITEMS)
                        .thenComparing(StockPlace::location, KeyOrder.LOCATIONS);

        @Override
        public int compareTo(StockPlace other) {
            return ORDER.compare(this, other);
        }
    }

    /// What a hold or a recall can name. With a serial number that piece, with a lot that lot
    /// (devices without lots have the empty one), with neither the device as such.
    public record Stoppable(
            Di di, boolean device, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        public static Stoppable device(Di di) {
            return new Stoppable(di, true, null, null);
        }

        public static Stoppable lot(Di di, @Nullable LotNumber lot) {
            return new Stoppable(di, false, lot, null);
        }

        public static Stoppable serial(Di di, SerialNumber serial) {
            return new Stoppable(di, false, null, serial);
        }

        /// Recalls name lots and serial numbers, never a device as such.
        Criterion about() {
            if (device) {
                return Boundaries.of(Tags.device(di)).types(StockHeld.class, HoldReleased.class);
            }
            return Boundaries.of(serial != null ? Tags.serial(di, serial) : Tags.lot(di, lot))
                    .types(Boundaries.STOPS);
        }
    }
}
