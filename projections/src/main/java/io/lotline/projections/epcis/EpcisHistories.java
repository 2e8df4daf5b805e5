package io.lotline.projections.epcis;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.epcis.EpcisDocument.BizTransaction;
import io.lotline.projections.epcis.EpcisDocument.Destination;
import io.lotline.projections.epcis.EpcisDocument.Event;
import io.lotline.projections.epcis.EpcisDocument.QuantityElement;
import io.lotline.projections.epcis.EpcisDocument.Source;
import io.lotline.projections.epcis.EpcisDocument.Where;
import io.lotline.projections.sourcing.LogExcerpts;
import io.lotline.projections.sourcing.Recorded;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The histories of lots and serials as EPCIS 2.0 documents.
public final class EpcisHistories {
    private final LogExcerpts log;
    private final ZoneId zone;
    private final EpcisIds ids;

    /// @param zone the park's, for the events' time zone offset
    public EpcisHistories(EventLog log, ZoneId zone, EpcisIds ids) {
        this.log = new LogExcerpts(log);
        this.zone = zone;
        this.ids = ids;
    }

    /// The history of a lot; empty if there is none that the caller may see.
    ///
    /// @param owner        the goods owner that asks and sees its own goods only; null sees all
    /// @param knownAt      the position at which to look; [Long#MAX_VALUE] for now
    /// @param creationDate of the document
    public Optional<EpcisDocument> lot(
            Di di,
            @Nullable LotNumber lot,
            @Nullable EnterpriseId owner,
            long knownAt,
            Instant creationDate) {
        return document(
                Tags.lot(di, lot),
                di,
                ids.lotClass(di, lot),
                (item, _) -> di.equals(item.di()) && Objects.equals(lot, item.lot()),
                owner,
                knownAt,
                creationDate);
    }

    /// The history of one piece.
    public Optional<EpcisDocument> serial(
            Di di,
            SerialNumber serial,
            @Nullable EnterpriseId owner,
            long knownAt,
            Instant creationDate) {
        return document(
                Tags.serial(di, serial),
                di,
                ids.instance(di, serial),
                (item, itsSerial) -> di.equals(item.di()) && serial.equals(itsSerial),
                owner,
                knownAt,
                creationDate);
    }

    private Optional<EpcisDocument> document(
            Tag tag,
            Di di,
            String subject,
            BiPredicate<StockItem, @Nullable SerialNumber> covers,
            @Nullable EnterpriseId owner,
            long knownAt,
            Instant creationDate) {
        List<Criterion> about =
                List.of(
                        new Criterion(java.util.Set.of(tag), java.util.Set.of()),
                        Boundaries.of(Tags.device(di)).types(StockHeld.class, HoldReleased.class));
        Writer writer = new Writer(subject, covers, owner);
        log.read(about, knownAt).events().forEach(writer::write);
        return writer.known
                ? Optional.of(EpcisDocument.of(creationDate, ids.namespace(), writer.events))
                : Optional.empty();
    }

    /// Writes the events of one document. It lives for one question and is used by one thread.
    private final class Writer {
        private final String subject;
        private final BiPredicate<StockItem, @Nullable SerialNumber> covers;
        private final @Nullable EnterpriseId owner;
        private final List<Event> events = new ArrayList<>();
        private boolean known;
        private int part;

        Writer(
                String subject,
                BiPredicate<StockItem, @Nullable SerialNumber> covers,
                @Nullable EnterpriseId owner) {
            this.subject = subject;
            this.covers = covers;
            this.owner = owner;
        }

        void write(Recorded recorded) {
            part = 0;
            switch (recorded.event()) {
                case GoodsReceived e ->
                        moved(
                                recorded,
                                e.scan(),
                                "receiving",
                                "in_progress",
                                e.movements(),
                                List.of(transaction("desadv", "notice", e.notice())));
                case GoodsInspected e -> inspected(recorded, e);
                case GoodsPutAway e ->
                        moved(
                                recorded,
                                e.scan(),
                                "storing",
                                null,
                                e.movements(),
                                e.notice() == null
                                        ? List.of()
                                        : List.of(transaction("desadv", "notice", e.notice())));
                case GoodsMoved e ->
                        moved(recorded, e.scan(), "stocking", null, e.movements(), List.of());
                case StockCounted e -> {
                    if (wanted(e.item(), null)) {
                        Where bin = new Where(ids.location(e.location().toString()));
                        Draft draft = new Draft(recorded, e.scan(), "cycle_counting");
                        draft.goods(e.item(), null, e.counted());
                        draft.readPoint = bin;
                        draft.bizLocation = bin;
                        draft.transactions = List.of();
                        events.add(draft.event(part));
                    }
                    part++;
                }
                case ItemPicked e ->
                        moved(
                                recorded,
                                e.scan(),
                                "picking",
                                "in_progress",
                                e.movements(),
                                List.of(transaction("po", "order", e.order())));
                case ItemChecked e -> {
                    if (wanted(e.goods().item(), e.goods().serial())) {
                        Draft draft = new Draft(recorded, e.scan(), "staging_outbound");
                        draft.disposition = "completeness_verified";
                        draft.goods(e.goods().item(), e.goods().serial(), e.goods().quantity());
                        draft.transactions = List.of(transaction("po", "order", e.order()));
                        events.add(draft.event(part));
                    }
                }
                case ItemPacked e -> {
                    if (wanted(e.goods().item(), e.goods().serial())) {
                        Draft draft = new Draft(recorded, e.scan(), "packing");
                        draft.disposition = "in_progress";
                        draft.parent = EpcisIds.unit(e.container());
                        draft.goods(e.goods().item(), e.goods().serial(), e.goods().quantity());
                        draft.transactions = List.of(transaction("po", "order", e.order()));
                        events.add(draft.event(part));
                    }
                }
                case ItemLoaded e ->
                        moved(
                                recorded,
                                e.scan(),
                                "loading",
                                "in_progress",
                                e.movements(),
                                List.of(
                                        transaction("po", "order", e.order()),
                                        transaction("bol", "shipment", e.shipment())));
                case ItemUnloaded e ->
                        moved(
                                recorded,
                                e.scan(),
                                "unloading",
                                "in_progress",
                                e.movements(),
                                List.of(
                                        transaction("po", "order", e.order()),
                                        transaction("bol", "shipment", e.shipment())));
                case ShipmentDispatched e ->
                        e.loads()
                                .forEach(
                                        load ->
                                                load(
                                                        recorded,
                                                        load,
                                                        e.shipment().value(),
                                                        "shipping",
                                                        "in_transit",
                                                        null));
                case ShipmentDelivered e -> {
                    Where there = new Where(ids.party(e.consignee()));
                    e.loads()
                            .forEach(
                                    load ->
                                            load(
                                                    recorded,
                                                    load,
                                                    e.shipment().value(),
                                                    "receiving",
                                                    "in_progress",
                                                    there));
                }
                case GoodsReturned e ->
                        moved(
                                recorded,
                                e.scan(),
                                "receiving",
                                "returned",
                                e.movements(),
                                List.of(transaction("rma", "order", e.order())));
                case StockHeld e -> held(recorded, e.scope(), "holding", "sellable_not_accessible");
                case HoldReleased e -> held(recorded, e.scope(), "other", "sellable_accessible");
                case RecallStarted e -> recalled(recorded, e, "holding");
                case RecallClosed e -> recalled(recorded, e, "other");
                case ItemPutBack e ->
                        moved(
                                recorded,
                                e.scan(),
                                "storing",
                                "in_progress",
                                e.movements(),
                                List.of(transaction("po", "order", e.order())));
                case InboundNoticeFiled _, OrderPlaced _, OrderAllocated _, WavePlanned _ -> {}
                case OrderAmended _, OrderCancelled _, OrderUnallocated _, GoodsLeftBehind _ -> {}
                case ShipmentPlanned _, MasterDataEvent _, AccessEvent _ -> {}
            }
        }

        private boolean wanted(StockItem item, @Nullable SerialNumber serial) {
            boolean wanted =
                    covers.test(item, serial) && (owner == null || owner.equals(item.owner()));
            known |= wanted;
            return wanted;
        }

        private void inspected(Recorded recorded, GoodsInspected e) {
            String disposition =
                    switch (e.conclusion()) {
                        case QUALIFIED -> "conformant";
                        case NON_CONFORMING -> "non_conformant";
                    };
            moved(
                    recorded,
                    null,
                    "inspecting",
                    disposition,
                    e.movements(),
                    List.of(transaction("desadv", "notice", e.notice())));
        }

        private void moved(
                Recorded recorded,
                @Nullable Scan scan,
                String bizStep,
                @Nullable String disposition,
                List<Movement> movements,
                List<BizTransaction> transactions) {
            for (Movement m : movements) {
                if (wanted(m.item(), m.serial())) {
                    Draft draft = new Draft(recorded, scan, bizStep);
                    draft.disposition =
                            disposition == null ? disposition(m.toStatus()) : disposition;
                    draft.goods(m.item(), m.serial(), m.quantity());
                    Place bin = m.to().kind() == Place.Kind.LOCATION ? m.to() : m.from();
                    if (bin.kind() == Place.Kind.LOCATION) {
                        draft.readPoint = new Where(ids.location(bin.id()));
                    }
                    if (m.to().kind() == Place.Kind.LOCATION) {
                        draft.bizLocation = new Where(ids.location(m.to().id()));
                    }
                    draft.transactions = transactions;
                    draft.parties(m);
                    events.add(draft.event(part));
                }
                part++;
            }
        }

        private void load(
                Recorded recorded,
                Load load,
                String shipment,
                String bizStep,
                String disposition,
                @Nullable Where there) {
            if (wanted(load.item(), load.serial())) {
                Draft draft = new Draft(recorded, null, bizStep);
                draft.disposition = disposition;
                draft.goods(load.item(), load.serial(), load.quantity());
                draft.readPoint = there;
                draft.bizLocation = there;
                draft.transactions =
                        List.of(
                                transaction("po", "order", load.order()),
                                transaction("bol", "shipment", shipment));
                draft.sources = List.of(new Source("owning_party", ids.party(load.item().owner())));
                String consignee = ids.party(load.consignee());
                draft.destinations =
                        List.of(
                                new Destination("owning_party", consignee),
                                new Destination("possessing_party", consignee));
                events.add(draft.event(part));
            }
            part++;
        }

        private void held(Recorded recorded, HoldScope scope, String bizStep, String disposition) {
            if (owner != null && scope.owner() != null && !owner.equals(scope.owner())) {
                return;
            }
            Draft draft = new Draft(recorded, null, bizStep);
            draft.disposition = disposition;
            draft.everything();
            if (scope.location() != null && scope.location().indexOf('/') > 0) {
                draft.readPoint = new Where(ids.location(scope.location()));
            }
            events.add(draft.event(part));
        }

        private void recalled(Recorded recorded, RecallEvent recall, String bizStep) {
            // a recall is no secret: it concerns all goods of its lots
            known |= owner == null;
            Draft draft = new Draft(recorded, null, bizStep);
            draft.disposition = "recalled";
            draft.everything();
            draft.transactions =
                    List.of(
                            transaction(
                                    ids.document("vocabulary", "recall"),
                                    "recall",
                                    recall.recall()));
            events.add(draft.event(part));
        }

        private BizTransaction transaction(String type, String kind, Object id) {
            return new BizTransaction(type, ids.document(kind, id));
        }

        /// An event in the making.
        private final class Draft {
            private final Recorded recorded;
            private final @Nullable Scan scan;
            private final String bizStep;
            private @Nullable String disposition;
            private @Nullable String parent;
            private List<String> epcs = List.of();
            private List<QuantityElement> quantities = List.of();
            private @Nullable Where readPoint;
            private @Nullable Where bizLocation;
            private List<BizTransaction> transactions = List.of();
            private List<Source> sources = List.of();
            private List<Destination> destinations = List.of();

            Draft(Recorded recorded, @Nullable Scan scan, String bizStep) {
                this.recorded = recorded;
                this.scan = scan;
                this.bizStep = bizStep;
            }

            void goods(StockItem item, @Nullable SerialNumber serial, long quantity) {
                if (serial != null) {
                    epcs = List.of(ids.instance(item.di(), serial));
                } else {
                    quantities = List.of(new QuantityElement(ids.lotClass(item), quantity));
                }
            }

            /// All goods of the document's subject, however many there are.
            void everything() {
                if (subject.contains("/21/")) {
                    epcs = List.of(subject);
                } else {
                    quantities = List.of(new QuantityElement(subject, null));
                }
            }

            /// In the park the goods are the owner's, and the warehouse has them.
            void parties(Movement m) {
                String owns = ids.party(m.item().owner());
                if (m.from().kind() == Place.Kind.SUPPLIER
                        || m.from().kind() == Place.Kind.CONSIGNEE) {
                    String from = ids.party(new EnterpriseId(m.from().id()));
                    sources =
                            List.of(
                                    new Source("owning_party", from),
                                    new Source("possessing_party", from));
                } else {
                    sources = List.of(new Source("owning_party", owns));
                }
                List<Destination> to = new ArrayList<>();
                to.add(new Destination("owning_party", owns));
                if (m.to().kind() == Place.Kind.LOCATION) {
                    String warehouse = m.to().asLocation().warehouse().value();
                    to.add(new Destination("possessing_party", ids.warehouse(warehouse)));
                }
                destinations = List.copyOf(to);
            }

            Event event(int index) {
                Instant happened = scan == null ? recorded.at() : scan.scannedAt();
                ZoneOffset offset = zone.getRules().getOffset(happened);
                boolean packed = parent != null;
                return new Event(
                        packed ? "AggregationEvent" : "ObjectEvent",
                        EpcisIds.event(recorded.id(), index),
                        OffsetDateTime.ofInstant(happened, offset),
                        OffsetDateTime.ofInstant(recorded.at(), offset),
                        offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId(),
                        packed ? "ADD" : "OBSERVE",
                        bizStep,
                        disposition,
                        parent,
                        packed ? epcs : null,
                        packed ? quantities : null,
                        packed ? null : epcs,
                        packed ? null : quantities,
                        readPoint,
                        bizLocation,
                        transactions,
                        sources,
                        destinations,
                        recorded.position(),
                        recorded.actor());
            }
        }
    }

    private static String disposition(QualityStatus status) {
        return switch (status) {
            case PENDING_INSPECTION -> "in_progress";
            case QUALIFIED -> "sellable_accessible";
            case NON_CONFORMING -> "non_conformant";
            case RETURNED -> "returned";
        };
    }
}
