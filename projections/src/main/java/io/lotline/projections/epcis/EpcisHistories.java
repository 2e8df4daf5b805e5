package io.lotline.projections.epcis;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.BizStep;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.Coverage;
import io.lotline.core.events.Disposition;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Document;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Scan;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Gln;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.projections.epcis.EpcisDocument.BizTransaction;
import io.lotline.projections.epcis.EpcisDocument.Destination;
import io.lotline.projections.epcis.EpcisDocument.ErrorDeclaration;
import io.lotline.projections.epcis.EpcisDocument.Event;
import io.lotline.projections.epcis.EpcisDocument.QuantityElement;
import io.lotline.projections.epcis.EpcisDocument.Source;
import io.lotline.projections.epcis.EpcisDocument.Where;
import io.lotline.projections.epcis.EpcisIds.Glns;
import io.lotline.projections.sourcing.LogExcerpts;
import io.lotline.projections.sourcing.Recorded;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The histories of lots and serials as EPCIS 2.0 documents.
public final class EpcisHistories {
    /// The numbers of what an event puts into a unit, behind those of its goods, and of what it
    /// takes out.
    private static final int IN = 1_000_000;
    private static final int OUT = 2_000_000;

    /// So many events of the log are looked at for one page, however few of them are asked for.
    private static final int LOOKED_AT = 10_000;

    private static final int AT_ONCE = 200;

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

    /// The history of a logistic unit: of its goods as long as they go in and out, and of the unit
    /// where it is handled whole.
    public Optional<EpcisDocument> unit(
            Sscc unit, @Nullable EnterpriseId owner, long knownAt, Instant creationDate) {
        return document(
                Tags.unit(unit),
                List.of(new Criterion(java.util.Set.of(Tags.unit(unit)), java.util.Set.of())),
                EpcisIds.unit(unit),
                (_, _) -> true,
                owner,
                knownAt,
                creationDate);
    }

    /// Events as the answer to a query.
    public EpcisDocument.Answer answer(Instant creationDate, List<Event> events) {
        return EpcisDocument.answer(creationDate, ids.namespace(), events);
    }

    /// What an EPC of a query names; empty where it is none that is understood.
    public Optional<EpcisSubject> subject(String epc) {
        return EpcisSubject.of(epc, ids);
    }

    /// Where a page begins: behind so many of its events of one position.
    public record PageStart(long position, int skipped) {
        public static final PageStart FIRST = new PageStart(1, 0);
    }

    /// A page of events, in the order in which they were recorded.
    ///
    /// @param position of the log: nothing up to here is missing
    /// @param next     null on the last page; a page may have few events, or none, and a next one
    public record EventPage(long position, List<Event> events, @Nullable PageStart next) {}

    /// The events that a query asks for. Goods and units that it names are found by their tags;
    /// else the log is gone through, so many events a page.
    ///
    /// @param about what the query's goods and units are; empty where it names none
    /// @param owner the goods owner that asks: it sees its own goods only, and of what stops goods
    ///     what it asks for by name; null sees all
    public EventPage events(
            EpcisQuery query,
            List<EpcisSubject> about,
            @Nullable EnterpriseId owner,
            PageStart from,
            int limit) {
        long head = log.position(Long.MAX_VALUE);
        EpcisIds known = ids.knowing(glns(head));
        List<EpcisSubject> told =
                about.stream().filter(each -> owner == null || isKnown(each, owner, head)).toList();
        if (told.isEmpty() && !about.isEmpty()) {
            return new EventPage(head, List.of(), null);
        }
        Iterator<Recorded> named =
                log.each(
                                told.stream()
                                        .flatMap(each -> each.criteria().stream())
                                        .distinct()
                                        .toList(),
                                from.position() - 1,
                                head)
                        .iterator();
        List<Event> found = new ArrayList<>();
        long next = from.position();
        int lookedAt = 0;
        while (lookedAt < LOOKED_AT && next <= head) {
            List<Recorded> some = about.isEmpty() ? some(next, head) : some(named);
            Map<Long, ErrorDeclaration> wrong = wrong(some, head);
            for (Recorded recorded : some) {
                List<Event> matching =
                        written(known, told, owner, wrong, recorded).stream()
                                .filter(query::matches)
                                .toList();
                int first = recorded.position() == from.position() ? from.skipped() : 0;
                for (int i = first; i < matching.size(); i++) {
                    if (found.size() == limit) {
                        return new EventPage(head, found, new PageStart(recorded.position(), i));
                    }
                    found.add(matching.get(i));
                }
            }
            lookedAt += some.size();
            next = some.isEmpty() ? head + 1 : some.getLast().position() + 1;
        }
        return new EventPage(head, found, next <= head ? new PageStart(next, 0) : null);
    }

    /// The event with this id, as one who may see it is told of it.
    public Optional<Event> event(String eventId, @Nullable EnterpriseId owner) {
        long head = log.position(Long.MAX_VALUE);
        long position = EpcisIds.position(eventId).orElse(0);
        if (position < 1 || position > head) {
            return Optional.empty();
        }
        Recorded recorded = log.at(position);
        return written(
                        ids.knowing(glns(head)),
                        List.of(),
                        owner,
                        wrong(List.of(recorded), head),
                        recorded)
                .stream()
                .filter(event -> event.eventID().equals(eventId))
                .findFirst();
    }

    private boolean isKnown(EpcisSubject subject, EnterpriseId owner, long head) {
        return new Writer(ids, subject.name(), subject::covers, owner, Map.of())
                .knows(log.each(subject.criteria(), head));
    }

    private List<Recorded> some(long from, long head) {
        return log.page(from, AT_ONCE).stream()
                .filter(recorded -> recorded.position() <= head)
                .toList();
    }

    private static List<Recorded> some(Iterator<Recorded> rest) {
        List<Recorded> some = new ArrayList<>();
        while (some.size() < AT_ONCE && rest.hasNext()) {
            some.add(rest.next());
        }
        return some;
    }

    private List<Event> written(
            EpcisIds known,
            List<EpcisSubject> told,
            @Nullable EnterpriseId owner,
            Map<Long, ErrorDeclaration> wrong,
            Recorded recorded) {
        Map<String, Event> events = new LinkedHashMap<>();
        if (told.isEmpty()) {
            new Writer(known, "", (_, _) -> true, owner, wrong)
                    .of(recorded)
                    .forEach(event -> events.put(event.eventID(), event));
        }
        for (EpcisSubject subject : told) {
            Writer writer = new Writer(known, subject.name(), subject::covers, owner, wrong);
            // whoever asks for it by name may know that it is there
            writer.known = true;
            writer.of(recorded).forEach(event -> events.putIfAbsent(event.eventID(), event));
        }
        return List.copyOf(events.values());
    }

    /// Of these events those that are declared wrong, by their positions.
    private Map<Long, ErrorDeclaration> wrong(List<Recorded> some, long position) {
        Map<Long, ErrorDeclaration> wrong = new HashMap<>();
        if (some.isEmpty()) {
            return wrong;
        }
        List<Criterion> about =
                some.stream()
                        .map(
                                recorded ->
                                        Boundaries.of(Tags.corrected(recorded.position()))
                                                .types(EventCorrected.class))
                        .toList();
        for (Recorded recorded : log.read(about, position).events()) {
            if (recorded.event() instanceof EventCorrected corrected) {
                wrong.put(corrected.wrong(), declaration(recorded, corrected));
            }
        }
        return wrong;
    }

    private Optional<EpcisDocument> document(
            Tag tag,
            Di di,
            String subject,
            BiPredicate<StockItem, @Nullable SerialNumber> covers,
            @Nullable EnterpriseId owner,
            long knownAt,
            Instant creationDate) {
        return document(
                tag,
                List.of(
                        new Criterion(java.util.Set.of(tag), java.util.Set.of()),
                        Boundaries.of(Tags.device(di)).types(StockHeld.class, HoldReleased.class)),
                subject,
                covers,
                owner,
                knownAt,
                creationDate);
    }

    private Optional<EpcisDocument> document(
            Tag tag,
            List<Criterion> about,
            String subject,
            BiPredicate<StockItem, @Nullable SerialNumber> covers,
            @Nullable EnterpriseId owner,
            long knownAt,
            Instant creationDate) {
        long position = log.position(knownAt);
        Iterable<Recorded> history = log.each(about, position);
        return new Writer(ids, subject, covers, owner, Map.of()).knows(history)
                ? Optional.of(
                        EpcisDocument.of(
                                creationDate,
                                ids.namespace(),
                                () ->
                                        new Writer(
                                                        ids.knowing(glns(position)),
                                                        subject,
                                                        covers,
                                                        owner,
                                                        wrong(tag, position))
                                                .over(history.iterator())))
                : Optional.empty();
    }

    /// The GLNs that are on file at a position, each read once.
    private Glns glns(long position) {
        Map<EnterpriseId, Optional<Gln>> parties = new HashMap<>();
        Map<Location, Optional<Gln>> places = new HashMap<>();
        return new Glns(
                party ->
                        parties.computeIfAbsent(
                                        party, _ -> gln(Boundaries.enterprise(party), position))
                                .orElse(null),
                place ->
                        places.computeIfAbsent(
                                        place, _ -> gln(Boundaries.location(place), position))
                                .orElse(null));
    }

    private Optional<Gln> gln(Criterion file, long position) {
        Gln gln = null;
        for (Recorded recorded : log.read(List.of(file), position).events()) {
            if (recorded.event() instanceof EnterpriseRegistered enterprise) {
                gln = enterprise.gln();
            } else if (recorded.event() instanceof LocationDefined location) {
                gln = location.gln();
            }
        }
        return Optional.ofNullable(gln);
    }

    /// The events that are declared wrong, by their positions.
    private Map<Long, ErrorDeclaration> wrong(Tag tag, long position) {
        Map<Long, ErrorDeclaration> wrong = new HashMap<>();
        List<Criterion> about = List.of(Boundaries.of(tag).types(EventCorrected.class));
        for (Recorded recorded : log.each(about, position)) {
            if (recorded.event() instanceof EventCorrected corrected) {
                wrong.put(corrected.wrong(), declaration(recorded, corrected));
            }
        }
        return wrong;
    }

    private ErrorDeclaration declaration(Recorded recorded, EventCorrected corrected) {
        List<String> corrective = new ArrayList<>();
        for (long position : corrected.replacementsAt(recorded.position())) {
            Recorded right = log.at(position);
            for (int part = 0; part < right.event().step().goods().size(); part++) {
                corrective.add(EpcisIds.event(position, right.id(), part));
            }
        }
        return new ErrorDeclaration(
                OffsetDateTime.ofInstant(recorded.at(), zone.getRules().getOffset(recorded.at())),
                corrective.isEmpty() ? "did_not_occur" : "incorrect_data",
                corrective);
    }

    /// Writes the events of one document, as they are asked for. It is used by one thread.
    private final class Writer {
        private final EpcisIds ids;
        private final String subject;
        private final BiPredicate<StockItem, @Nullable SerialNumber> covers;
        private final @Nullable EnterpriseId owner;
        private final Deque<Event> events = new ArrayDeque<>();
        private final Map<Long, ErrorDeclaration> wrong;
        private boolean known;

        Writer(
                EpcisIds ids,
                String subject,
                BiPredicate<StockItem, @Nullable SerialNumber> covers,
                @Nullable EnterpriseId owner,
                Map<Long, ErrorDeclaration> wrong) {
            this.ids = ids;
            this.wrong = wrong;
            this.subject = subject;
            this.covers = covers;
            this.owner = owner;
        }

        /// Whether the history has anything that the caller may know of.
        boolean knows(Iterable<Recorded> history) {
            Iterator<Recorded> rest = history.iterator();
            while (!known && rest.hasNext()) {
                write(rest.next());
                events.clear();
            }
            return known;
        }

        /// The events of the document, each made of its part of the history when it is its turn.
        Iterator<Event> over(Iterator<Recorded> history) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    while (events.isEmpty() && history.hasNext()) {
                        write(history.next());
                    }
                    return !events.isEmpty();
                }

                @Override
                public Event next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return events.removeFirst();
                }
            };
        }

        /// The events of one event of the log.
        List<Event> of(Recorded recorded) {
            write(recorded);
            List<Event> all = List.copyOf(events);
            events.clear();
            return all;
        }

        /// Whether it is about all goods, and not those of one subject.
        private boolean ofAll() {
            return subject.isEmpty();
        }

        private void write(Recorded recorded) {
            Step step = recorded.event().step();
            if (step.corrects() != null) {
                // it is told where the event stands that was wrong
                return;
            }
            if (step.stop() != null) {
                stopped(recorded, step, step.stop().goods());
            }
            if (recorded.event() instanceof UnitHandled handled) {
                handledWhole(recorded, step, handled);
                return;
            }
            if (recorded.event() instanceof UnitPacked packed) {
                packedWhole(recorded, step, packed);
                return;
            }
            if (ofUnit() && step.container() == null && !step.goods().isEmpty()) {
                leftWhole(recorded, step);
                return;
            }
            for (int part = 0; part < step.goods().size(); part++) {
                Step.Goods goods = step.goods().get(part);
                if (covers.test(goods.item(), goods.serial())
                        && (owner == null || owner.equals(goods.item().owner()))) {
                    known = true;
                    events.add(handled(recorded, step, goods).event(part));
                    if (step.bizStep() == BizStep.RECEIVING && step.container() != null) {
                        events.add(
                                received(recorded, step, goods, step.container()).event(IN + part));
                    }
                }
            }
        }

        private boolean ofUnit() {
            return subject.contains("/00/");
        }

        /// Goods that came in a unit are in it.
        private Draft received(Recorded recorded, Step step, Step.Goods goods, Sscc unit) {
            Draft draft = new Draft(recorded, step);
            draft.parent = EpcisIds.unit(unit);
            draft.adds = true;
            draft.goods(goods);
            draft.places(goods);
            draft.transactions(step.documents(goods));
            return draft;
        }

        /// Where a unit is handled whole, it is the unit that is told of: the one that goods of the
        /// subject are in, or the one whose label was scanned.
        private void handledWhole(Recorded recorded, Step step, UnitHandled handled) {
            Set<Sscc> told = new HashSet<>();
            int part = 0;
            for (UnitHandled.Row row : handled.rows()) {
                boolean its =
                        (row.serials().isEmpty()
                                        ? covers.test(row.item(), null)
                                        : row.serials().stream()
                                                .anyMatch(each -> covers.test(row.item(), each)))
                                && (owner == null || owner.equals(row.item().owner()));
                Sscc unit = ofUnit() ? handled.unit() : row.unit();
                if (its && told.add(unit)) {
                    known = true;
                    Draft draft = handled(recorded, step, step.goods().get(part));
                    draft.quantities = List.of();
                    draft.epcs = List.of(EpcisIds.unit(unit));
                    events.add(draft.event(part));
                }
                part += Math.max(1, row.serials().size());
            }
            if (ofUnit() && handled.outOf() != null && known) {
                events.add(
                        aggregated(recorded, step, handled.outOf(), handled.unit(), false)
                                .event(OUT));
            }
        }

        private void packedWhole(Recorded recorded, Step step, UnitPacked packed) {
            // whose goods are in the unit, this event does not say
            if (!ofUnit() && !ofAll() || owner != null && (ofAll() || !known)) {
                return;
            }
            known = true;
            if (packed.outOf() != null) {
                events.add(
                        aggregated(recorded, step, packed.outOf(), packed.unit(), false)
                                .event(OUT));
            }
            events.add(
                    aggregated(recorded, step, packed.container(), packed.unit(), true).event(IN));
        }

        private Draft aggregated(
                Recorded recorded, Step step, Sscc container, Sscc unit, boolean adds) {
            Draft draft = new Draft(recorded, step);
            draft.disposition = Disposition.IN_PROGRESS;
            draft.parent = EpcisIds.unit(container);
            draft.adds = adds;
            draft.as = adds ? BizStep.PACKING : BizStep.UNPACKING;
            draft.epcs = List.of(EpcisIds.unit(unit));
            draft.readPoint = scanned(step.scan());
            draft.transactions(step.documents());
            return draft;
        }

        /// A unit that leaves with a shipment, or is handed over with it.
        private void leftWhole(Recorded recorded, Step step) {
            if (owner != null && !known) {
                return;
            }
            known = true;
            Step.Goods goods = step.goods().getFirst();
            boolean one = step.goods().stream().map(Step.Goods::consignee).distinct().count() == 1;
            Draft draft = new Draft(recorded, step);
            draft.epcs = List.of(subject);
            draft.places(goods);
            draft.transactions(step.documents());
            if (one && goods.consignee() != null) {
                draft.parties(goods);
            }
            events.add(draft.event(0));
        }

        /// Where a scan was made, as far as it says so.
        private @Nullable Where scanned(@Nullable Scan scan) {
            if (scan == null || scan.warehouse() == null) {
                return null;
            }
            return scan.location() == null
                    ? new Where(ids.warehouse(scan.warehouse().value()))
                    : new Where(
                            ids.location(
                                    new Location(scan.warehouse(), scan.location()).toString()));
        }

        private Draft handled(Recorded recorded, Step step, Step.Goods goods) {
            Draft draft = new Draft(recorded, step);
            Disposition state = step.disposition();
            if (state == null && goods.status() != null) {
                state = Disposition.of(goods.status());
            }
            draft.disposition = state;
            boolean packing =
                    step.bizStep() == BizStep.PACKING || step.bizStep() == BizStep.UNPACKING;
            if (packing && step.container() != null) {
                draft.parent = EpcisIds.unit(step.container());
            }
            draft.goods(goods);
            draft.places(goods);
            draft.transactions(step.documents(goods));
            if (goods.isMoved()) {
                draft.parties(goods);
            }
            return draft;
        }

        private void stopped(Recorded recorded, Step step, Coverage coverage) {
            if (owner != null
                    && !owner.equals(coverage.owner())
                    && (ofAll() || coverage.owner() != null)) {
                return;
            }
            // a recall is no secret: it concerns all goods of its lots
            known |= owner == null && coverage.published();
            Draft draft = new Draft(recorded, step);
            draft.everything(coverage);
            String location = coverage.location();
            if (location != null && location.indexOf('/') > 0) {
                draft.readPoint = new Where(ids.location(location));
            }
            draft.transactions(step.documents());
            events.add(draft.event(0));
        }

        /// An event in the making.
        private final class Draft {
            private final Recorded recorded;
            private final Step step;
            private @Nullable Disposition disposition;
            private @Nullable String parent;
            private @Nullable BizStep as;
            private boolean adds;
            private List<String> epcs = List.of();
            private List<QuantityElement> quantities = List.of();
            private @Nullable Where readPoint;
            private @Nullable Where bizLocation;
            private List<BizTransaction> transactions = List.of();
            private List<Source> sources = List.of();
            private List<Destination> destinations = List.of();

            Draft(Recorded recorded, Step step) {
                this.recorded = recorded;
                this.step = step;
                this.disposition = step.disposition();
            }

            void goods(Step.Goods goods) {
                StockItem item = goods.item();
                if (goods.serial() != null) {
                    epcs = List.of(ids.instance(item.di(), goods.serial()));
                } else {
                    quantities =
                            List.of(
                                    new QuantityElement(
                                            ids.lotClass(item), (long) goods.quantity()));
                }
            }

            /// All goods of the document's subject, however many there are.
            void everything(Coverage coverage) {
                if (ofAll()) {
                    epcs =
                            coverage.scopes().stream()
                                    .flatMap(
                                            scope ->
                                                    Stream.ofNullable(scope.serial())
                                                            .map(
                                                                    serial ->
                                                                            ids.instance(
                                                                                    scope.di(),
                                                                                    serial)))
                                    .distinct()
                                    .toList();
                    quantities =
                            coverage.scopes().stream()
                                    .filter(scope -> scope.serial() == null)
                                    .map(scope -> ids.lotClass(scope.di(), scope.lot()))
                                    .distinct()
                                    .map(name -> new QuantityElement(name, null))
                                    .toList();
                } else if (subject.contains("/21/")) {
                    epcs = List.of(subject);
                } else {
                    quantities = List.of(new QuantityElement(subject, null));
                }
            }

            /// Read where they are now, or, where that is no place of its own, where they were.
            void places(Step.Goods goods) {
                bizLocation = where(goods.at());
                readPoint =
                        bizLocation == null && goods.isFrom(Place.Kind.LOCATION)
                                ? where(goods.from())
                                : bizLocation;
                Scan scan = step.scan();
                if (readPoint == null) {
                    readPoint = scanned(scan);
                }
                if (bizLocation == null
                        && goods.isAt(Place.Kind.ORDER)
                        && scan != null
                        && scan.warehouse() != null) {
                    bizLocation = new Where(ids.warehouse(scan.warehouse().value()));
                }
                if (readPoint == null
                        && recorded.event() instanceof ShipmentDispatched left
                        && left.warehouse() != null) {
                    readPoint = new Where(ids.warehouse(left.warehouse().value()));
                }
            }

            private @Nullable Where where(@Nullable Place place) {
                if (place == null) {
                    return null;
                }
                return switch (place.kind()) {
                    case LOCATION -> new Where(ids.location(place.id()));
                    case CONSIGNEE -> new Where(ids.site(new EnterpriseId(place.id())));
                    case SUPPLIER, ORDER, VEHICLE, DESTROYED, LOST -> null;
                };
            }

            void transactions(List<Document> documents) {
                List<BizTransaction> all = new ArrayList<>();
                for (Document document : documents) {
                    Document.Kind kind = document.kind();
                    if (kind.transaction() != null) {
                        all.add(
                                new BizTransaction(
                                        ids.transaction(kind.transaction()),
                                        ids.document(kind.word(), document.id())));
                    }
                }
                transactions = List.copyOf(all);
            }

            /// In the park the goods are the owner's, and the warehouse has them.
            /// Where they only go from place to place, nobody hands them to anybody.
            void parties(Step.Goods goods) {
                boolean comes =
                        goods.isFrom(Place.Kind.SUPPLIER) || goods.isFrom(Place.Kind.CONSIGNEE);
                if (!comes && goods.consignee() == null && !goods.isAt(Place.Kind.CONSIGNEE)) {
                    return;
                }
                String owns = ids.party(goods.item().owner());
                Place from = goods.from();
                if (from != null
                        && (from.kind() == Place.Kind.SUPPLIER
                                || from.kind() == Place.Kind.CONSIGNEE)) {
                    String party = ids.party(new EnterpriseId(from.id()));
                    sources =
                            List.of(
                                    new Source("owning_party", party),
                                    new Source("possessing_party", party));
                } else {
                    sources = List.of(new Source("owning_party", owns));
                }
                if (goods.consignee() != null) {
                    String consignee = ids.party(goods.consignee());
                    destinations =
                            List.of(
                                    new Destination("owning_party", consignee),
                                    new Destination("possessing_party", consignee));
                    return;
                }
                Destination owner = new Destination("owning_party", owns);
                destinations = List.of(owner);
                if (goods.isAt(Place.Kind.LOCATION)) {
                    String warehouse = goods.at().asLocation().warehouse().value();
                    destinations =
                            List.of(
                                    owner,
                                    new Destination("possessing_party", ids.warehouse(warehouse)));
                }
            }

            private BizStep done() {
                BizStep said = as == null ? step.bizStep() : as;
                return said == null ? BizStep.OTHER : said;
            }

            Event event(int index) {
                Instant said = recorded.event().happenedAt();
                Instant happened = said == null ? recorded.at() : said;
                ZoneOffset offset = zone.getRules().getOffset(happened);
                boolean packed = parent != null;
                return new Event(
                        packed ? "AggregationEvent" : "ObjectEvent",
                        EpcisIds.event(recorded.position(), recorded.id(), index),
                        OffsetDateTime.ofInstant(happened, offset),
                        OffsetDateTime.ofInstant(recorded.at(), offset),
                        offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId(),
                        !packed
                                ? "OBSERVE"
                                : adds || step.bizStep() == BizStep.PACKING ? "ADD" : "DELETE",
                        done().word(),
                        disposition == null ? null : disposition.word(),
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
                        wrong.get(recorded.position()),
                        recorded.position(),
                        recorded.actor());
            }
        }
    }
}
