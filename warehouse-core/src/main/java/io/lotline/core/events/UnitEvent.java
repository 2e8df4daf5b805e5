package io.lotline.core.events;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.values.CountId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Logistic units as units: handled whole, and put into one another.
public sealed interface UnitEvent extends WarehouseEvent {

    /// One scan of its label handled a logistic unit and all that is in it, to any depth.
    ///
    /// It is one event however many pieces that are: pieces that differ in nothing but their serial
    /// numbers are one row. What it means for each piece is said by [#parts()], in the words of the
    /// events of single pieces, and whoever folds those events folds its parts.
    ///
    /// @param unit     whose label was scanned
    /// @param within   the units in it, to any depth
    /// @param outOf    the unit that it was in and has left with this
    /// @param notice   with PUTAWAY, where one was named
    /// @param shipment with LOAD and UNLOAD
    /// @param count    with COUNT
    /// @param place    where the unit is from now on
    @Event(name = "UnitHandled")
    record UnitHandled(
            Sscc unit,
            Handling handling,
            List<Sscc> within,
            @Nullable Sscc outOf,
            @Nullable NoticeId notice,
            @Nullable ShipmentId shipment,
            @Nullable CountId count,
            Place place,
            List<Row> rows,
            Scan scan)
            implements UnitEvent {

        /// The types of events that are parts of it.
        public static final List<Class<? extends WarehouseEvent>> PARTS =
                List.of(
                        GoodsPutAway.class,
                        GoodsMoved.class,
                        StockCounted.class,
                        ItemPicked.class,
                        ItemPacked.class,
                        ItemChecked.class,
                        ItemLoaded.class,
                        ItemUnloaded.class,
                        GoodsReturned.class,
                        ItemPutBack.class,
                        ItemUnpacked.class);

        public UnitHandled {
            within = List.copyOf(within);
            rows = UnitRows.of(rows);
        }

        /// The same goods of one unit that went the same way.
        ///
        /// @param unit     that they are in
        /// @param serials  the pieces; none for goods without serial numbers
        /// @param quantity of goods without serial numbers; of others how many they are
        /// @param from     where they were
        /// @param to       where they are from now on
        /// @param kept     with PICK: how many had been promised to the order out of this bin; of
        ///     pieces with serial numbers for each of them
        /// @param released with PICK: promises to the order in other bins that became needless
        public record Row(
                Sscc unit,
                StockItem item,
                List<SerialNumber> serials,
                @Nullable LocalDate expiryDate,
                int quantity,
                Place from,
                Place to,
                QualityStatus fromStatus,
                QualityStatus toStatus,
                @Nullable OrderId order,
                @Nullable LineId line,
                int kept,
                List<Allocation> released) {
            public Row {
                serials = List.copyOf(serials);
                released = List.copyOf(released);
                Quantity.positive(quantity);
            }

            /// Each piece with its number, or the goods without one.
            List<@Nullable SerialNumber> pieces() {
                if (!serials.isEmpty()) {
                    return new ArrayList<>(serials);
                }
                List<@Nullable SerialNumber> none = new ArrayList<>();
                none.add(null);
                return none;
            }

            int quantity(@Nullable SerialNumber serial) {
                return serial == null ? quantity : 1;
            }

            Movement movement(@Nullable SerialNumber serial) {
                return new Movement(
                        item, serial, expiryDate, quantity(serial), from, to, fromStatus, toStatus);
            }

            Picked picked(@Nullable SerialNumber serial) {
                return new Picked(item, serial, quantity(serial));
            }

            OrderId theOrder() {
                return Objects.requireNonNullElse(order, NO_ORDER);
            }

            LineId theLine() {
                return Objects.requireNonNullElse(line, NO_LINE);
            }

            private static final OrderId NO_ORDER = new OrderId("-");
            private static final LineId NO_LINE = new LineId("-");
        }

        /// What it means for each piece, in the words of the events of single pieces.
        public List<WarehouseEvent> parts() {
            List<WarehouseEvent> parts = new ArrayList<>();
            for (Row row : rows) {
                for (SerialNumber serial : row.pieces()) {
                    parts.addAll(parts(row, serial));
                }
            }
            return parts;
        }

        /// The parts that a boundary is about. Of a piece with a serial number they are found
        /// without looking at the others.
        public List<WarehouseEvent> parts(Criterion about) {
            Tag piece = null;
            Set<Tag> others = new LinkedHashSet<>(about.tags());
            for (Tag tag : about.tags()) {
                if (tag.key().equals("serial")) {
                    piece = tag;
                    others.remove(tag);
                }
            }
            List<WarehouseEvent> parts = new ArrayList<>();
            if (piece != null) {
                for (UnitRows.Found found : ((UnitRows) rows).of(piece)) {
                    add(parts, found.row(), List.of(found.serial()), others, about.names());
                }
                return parts;
            }
            for (Row row : rows) {
                add(parts, row, row.pieces(), others, about.names());
            }
            return parts;
        }

        /// The parts of pieces of one row differ in nothing but their serial numbers, so the first
        /// tells which of them belong to a boundary.
        private void add(
                List<WarehouseEvent> parts,
                Row row,
                List<? extends @Nullable SerialNumber> serials,
                Set<Tag> tags,
                Set<String> types) {
            List<WarehouseEvent> first = parts(row, serials.getFirst());
            boolean[] fits = new boolean[first.size()];
            boolean any = false;
            for (int i = 0; i < fits.length; i++) {
                WarehouseEvent part = first.get(i);
                fits[i] =
                        (types.isEmpty() || types.contains(EventCatalogue.nameOf(part.getClass())))
                                && part.tags().containsAll(tags);
                any |= fits[i];
            }
            if (!any) {
                return;
            }
            for (SerialNumber serial : serials) {
                List<WarehouseEvent> all = parts(row, serial);
                for (int i = 0; i < fits.length; i++) {
                    if (fits[i]) {
                        parts.add(all.get(i));
                    }
                }
            }
        }

        private List<WarehouseEvent> parts(Row row, @Nullable SerialNumber serial) {
            Movement movement = row.movement(serial);
            Picked picked = row.picked(serial);
            return switch (handling) {
                case PUTAWAY -> List.of(new GoodsPutAway(notice, movement, scan));
                case MOVE -> List.of(new GoodsMoved(movement, scan));
                case PICK ->
                        List.of(
                                new ItemPicked(
                                        row.theOrder(),
                                        row.theLine(),
                                        movement,
                                        row.kept(),
                                        row.released(),
                                        scan),
                                new ItemPacked(row.theOrder(), row.unit(), picked, scan));
                case CHECK -> List.of(new ItemChecked(row.theOrder(), row.theLine(), picked, scan));
                case LOAD -> List.of(new ItemLoaded(theShipment(), row.theOrder(), movement, scan));
                case UNLOAD ->
                        List.of(new ItemUnloaded(theShipment(), row.theOrder(), movement, scan));
                case RETURN ->
                        List.of(
                                new GoodsReturned(row.theOrder(), row.theLine(), movement, scan),
                                new ItemUnpacked(row.theOrder(), row.unit(), picked, null, scan));
                case PUT_BACK ->
                        List.of(
                                new ItemPutBack(row.theOrder(), row.theLine(), movement, scan),
                                new ItemUnpacked(row.theOrder(), row.unit(), picked, null, scan));
                case COUNT ->
                        count == null || row.from().kind() != Place.Kind.LOCATION
                                ? List.of()
                                : List.of(
                                        new StockCounted(
                                                count,
                                                row.item(),
                                                row.from().asLocation(),
                                                row.quantity(serial),
                                                row.quantity(serial),
                                                scan));
            };
        }

        private ShipmentId theShipment() {
            return shipment == null ? new ShipmentId("-") : shipment;
        }

        /// The piece with this number in it, as it was moved; null where there is none.
        public @Nullable Movement movement(io.lotline.core.values.Di di, SerialNumber serial) {
            for (UnitRows.Found found : ((UnitRows) rows).of(Tags.serial(di, serial))) {
                if (handling.moves()) {
                    return found.row().movement(serial);
                }
            }
            return null;
        }

        /// The unit in which the piece with this number is; null for none of these.
        public @Nullable Sscc unitOf(io.lotline.core.values.Di di, SerialNumber serial) {
            for (UnitRows.Found found : ((UnitRows) rows).of(Tags.serial(di, serial))) {
                return found.row().unit();
            }
            return null;
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.unit(unit));
            within.forEach(inner -> tags.add(Tags.unit(inner)));
            if (outOf != null) {
                tags.add(Tags.unit(outOf));
            }
            if (notice != null) {
                tags.add(Tags.notice(notice));
            }
            if (shipment != null) {
                tags.add(Tags.shipment(shipment));
            }
            for (Row row : rows) {
                tags.add(Tags.unit(row.unit()));
                if (row.order() != null) {
                    tags.add(Tags.order(row.order()));
                }
                for (WarehouseEvent part : parts(row, row.pieces().getFirst())) {
                    tags.addAll(part.tags());
                }
                tags.add(Tags.goods(row.item().owner(), row.item().di()));
                tags.add(Tags.lot(row.item().di(), row.item().lot()));
                for (SerialNumber serial : row.serials()) {
                    tags.add(Tags.serial(row.item().di(), serial));
                }
            }
            return tags;
        }

        @Override
        public List<Movement> movements() {
            if (!handling.moves()) {
                return List.of();
            }
            List<Movement> movements = new ArrayList<>();
            for (Row row : rows) {
                for (SerialNumber serial : row.pieces()) {
                    movements.add(row.movement(serial));
                }
            }
            return movements;
        }

        @Override
        public Step step() {
            return step(rows);
        }

        /// The step of some of its rows only.
        public Step step(List<Row> some) {
            Step step =
                    (switch (handling) {
                                case PUTAWAY -> Step.in(BizStep.STORING);
                                case MOVE -> Step.within(BizStep.STOCKING);
                                case PICK ->
                                        Step.out(BizStep.PICKING).leaving(Disposition.IN_PROGRESS);
                                case CHECK ->
                                        Step.out(BizStep.STAGING_OUTBOUND)
                                                .leaving(Disposition.COMPLETENESS_VERIFIED);
                                case LOAD ->
                                        Step.out(BizStep.LOADING).leaving(Disposition.IN_PROGRESS);
                                case UNLOAD ->
                                        Step.out(BizStep.UNLOADING)
                                                .leaving(Disposition.IN_PROGRESS);
                                case RETURN ->
                                        Step.out(BizStep.RECEIVING).leaving(Disposition.RETURNED);
                                case PUT_BACK -> Step.within(BizStep.STORING);
                                case COUNT -> Step.within(BizStep.CYCLE_COUNTING);
                            })
                            .under(notice == null ? null : Document.of(notice))
                            .under(shipment == null ? null : Document.of(shipment))
                            .under(count == null ? null : Document.of(count));
            List<Step.Goods> goods = new ArrayList<>();
            for (Row row : some) {
                List<Document> documents =
                        row.order() == null
                                ? List.of()
                                : List.of(
                                        handling == Handling.RETURN
                                                ? Document.returned(row.order())
                                                : Document.of(row.order()));
                for (SerialNumber serial : row.pieces()) {
                    goods.add(goods(row, serial).under(documents));
                }
            }
            return step.of(goods, movements()).contained(unit).scanned(scan);
        }

        private Step.Goods goods(Row row, @Nullable SerialNumber serial) {
            if (handling.moves()) {
                return Step.Goods.of(row.movement(serial));
            }
            return Step.Goods.staying(row.item(), serial, row.quantity(serial), row.to());
        }
    }

    /// A logistic unit was put into another one.
    ///
    /// @param container into which it went
    /// @param outOf     the unit that it was in before
    /// @param place     where both are
    @Event(name = "UnitPacked")
    record UnitPacked(
            Sscc unit,
            Sscc container,
            @Nullable Sscc outOf,
            @Nullable OrderId order,
            Place place,
            Scan scan)
            implements UnitEvent {
        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.unit(unit));
            tags.add(Tags.unit(container));
            if (outOf != null) {
                tags.add(Tags.unit(outOf));
            }
            if (order != null) {
                tags.add(Tags.order(order));
            }
            return tags;
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.WITHIN)
                    .under(order == null ? null : Document.of(order))
                    .contained(container)
                    .scanned(scan);
        }
    }
}
