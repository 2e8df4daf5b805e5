package io.lotline.projections.recall;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.RecallAcknowledged;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.projections.recall.Reach.Parts;
import io.lotline.projections.recall.ReachDocument.Handed;
import io.lotline.projections.recall.ReachDocument.Sums;
import io.lotline.projections.recall.RecallReach.Said;
import io.lotline.projections.sourcing.Excerpt;
import io.lotline.projections.sourcing.LogExcerpts;
import io.lotline.projections.sourcing.Recorded;
import io.lotline.projections.store.Page;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The reach of recalls: sums that a view keeps of all goods, and where they do not reach, a fold
/// of the log's events about the recalled lots and pieces. What an answer costs follows what the
/// recall names and what is on the page.
public final class RecallReaches {
    /// What moves goods, and what says that somebody did not take them.
    private static final List<Class<? extends WarehouseEvent>> MOVES_AND_REFUSALS =
            Stream.concat(Boundaries.MOVES.stream(), Stream.of(GoodsRefused.class)).toList();

    private static final int REPORT_WORKING_DAYS = 5;
    private static final int SUMMARY_WORKING_DAYS = 10;

    /// The view is given so long to come to the log's end.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LogExcerpts log;
    private final @Nullable KeptReaches kept;
    private final InstantSource clock;
    private final ZoneId zone;

    /// Folds every answer from the log.
    ///
    /// @param zone the park's, in which working days are counted
    public RecallReaches(EventLog log, InstantSource clock, ZoneId zone) {
        this(log, null, clock, zone);
    }

    public RecallReaches(
            EventLog log, @Nullable KeptReaches kept, InstantSource clock, ZoneId zone) {
        this.log = new LogExcerpts(log);
        this.kept = kept;
        this.clock = clock;
        this.zone = zone;
    }

    /// A part of one of a reach's lists.
    ///
    /// @param position nothing up to here is missing, nothing later is in it
    public record Part<T>(long position, Page<T> page) {}

    /// The reach of a recall, with the first pages of its lists; empty if there is none, or none of
    /// the enterprise's goods is recalled.
    ///
    /// @param owner   the enterprise that asks: it sees its own goods only or, where it owned none,
    ///     what was delivered to it; null sees all
    /// @param knownAt the position at which to look; [Long#MAX_VALUE] for now
    /// @param limit   how long the lists are at most
    public Optional<RecallReach> reach(
            RecallId recall, @Nullable EnterpriseId owner, long knownAt, int limit) {
        Reach.Part first = Reach.Part.of(null, limit);
        return file(recall, knownAt)
                .flatMap(file -> reach(file, owner, knownAt, new Parts(first, first, first)))
                .map(this::answer);
    }

    /// The reach that a recall would have if it were started now. Nothing is.
    ///
    /// @param limit how long the lists are at most
    public RecallReach rehearsed(RecallStarted recall, int limit) {
        long now = log.position(Long.MAX_VALUE);
        Recorded start = new Recorded(now, recall.recall().value(), clock.instant(), "", recall);
        RecallFile file = new RecallFile(recall, start, new Excerpt(List.of(), now));
        Reach.Part first = Reach.Part.of(null, limit);
        Reach reach = reach(file, Long.MAX_VALUE, null, new Parts(first, first, first));
        return answer(new Found(file, reach, Map.of()));
    }

    /// A page of where recalled goods lie.
    ///
    /// @param after the cursor of the page before, null for the first page
    public Optional<Part<RecallReach.Located>> locations(
            RecallId recall, @Nullable EnterpriseId owner, @Nullable String after, int limit) {
        Reach.Part part = Reach.Part.of(after, limit);
        return file(recall, Long.MAX_VALUE)
                .flatMap(file -> reach(file, owner, Long.MAX_VALUE, new Parts(part, null, null)))
                .map(found -> new Part<>(found.reach().position(), located(found.reach())));
    }

    /// A page of what recalled goods are picked for, and on whose vehicles they are.
    ///
    /// @param after the cursor of the page before, null for the first page
    public Optional<Part<RecallReach.Underway>> underway(
            RecallId recall, @Nullable EnterpriseId owner, @Nullable String after, int limit) {
        Reach.Part part = Reach.Part.of(after, limit);
        return file(recall, Long.MAX_VALUE)
                .flatMap(file -> reach(file, owner, Long.MAX_VALUE, new Parts(null, part, null)))
                .map(found -> new Part<>(found.reach().position(), underway(found.reach())));
    }

    /// A page of who has recalled goods, or had some.
    ///
    /// @param after the cursor of the page before, null for the first page
    public Optional<Part<RecallReach.Consignee>> consignees(
            RecallId recall, @Nullable EnterpriseId owner, @Nullable String after, int limit) {
        Reach.Part part = Reach.Part.of(after, limit);
        return file(recall, Long.MAX_VALUE)
                .flatMap(file -> reach(file, owner, Long.MAX_VALUE, new Parts(null, null, part)))
                .map(found -> new Part<>(found.reach().position(), named(found)));
    }

    /// What is recorded of a recall itself.
    private record RecallFile(RecallStarted started, Recorded start, Excerpt own) {}

    private Optional<RecallFile> file(RecallId recall, long knownAt) {
        Excerpt own =
                log.read(
                        List.of(Boundaries.of(Tags.recall(recall)).types(Boundaries.RECALLS)),
                        knownAt);
        for (Recorded recorded : own.events()) {
            if (recorded.event() instanceof RecallStarted started) {
                return Optional.of(new RecallFile(started, recorded, own));
            }
        }
        return Optional.empty();
    }

    /// @param said what each consignee said last
    private record Found(RecallFile file, Reach reach, @Nullable Map<EnterpriseId, Said> said) {}

    private Optional<Found> reach(
            RecallFile file, @Nullable EnterpriseId owner, long knownAt, Parts parts) {
        Reach reach = reach(file, knownAt, owner, parts);
        if (owner == null) {
            return Optional.of(new Found(file, reach, said(file, reach.position())));
        }
        if (reach.sums().received() == 0) {
            return handed(file, owner, knownAt, parts.consignees());
        }
        Reach all = reach(file, knownAt, null, Parts.NONE);
        boolean alone = all.sums().delivered() == reach.sums().delivered();
        return Optional.of(new Found(file, reach, alone ? said(file, reach.position()) : null));
    }

    private Reach reach(RecallFile file, long knownAt, @Nullable EnterpriseId owner, Parts parts) {
        Reach.Asked asked = new Reach.Asked(file.started(), file.start().position(), owner, parts);
        Reach reach =
                kept == null || knownAt != Long.MAX_VALUE
                        ? null
                        : kept.reach(asked, file.own().position(), PATIENCE);
        return reach == null ? folded(asked, file.own().position()) : reach;
    }

    /// What a consignee gets to know: what was delivered to it, whoever owned it, and what it said
    /// of that. Empty where it has and had nothing.
    private Optional<Found> handed(
            RecallFile file,
            EnterpriseId consignee,
            long knownAt,
            Reach.@Nullable Part consignees) {
        Reach.Part only = new Reach.Part(justBefore(consignee.value()), 1);
        Reach all = reach(file, knownAt, null, new Parts(null, null, only));
        RecallReach.Consignee its =
                all.consignees().items().stream()
                        .filter(item -> item.consignee().equals(consignee))
                        .findFirst()
                        .orElse(null);
        if (its == null) {
            return Optional.empty();
        }
        SortedMap<String, RecallReach.Consignee> itself = Reach.inOrder();
        itself.put(consignee.value(), its);
        Map<EnterpriseId, Said> said = said(file, all.position());
        said.keySet().retainAll(Set.of(consignee));
        long came = its.dispatched() + its.delivered() - its.returned();
        return Optional.of(
                new Found(
                        file,
                        new Reach(
                                all.position(),
                                new Sums(
                                        came,
                                        0,
                                        0,
                                        its.dispatched(),
                                        its.delivered(),
                                        its.returned()),
                                its.recovered(),
                                new Page<>(List.of(), null),
                                new Page<>(List.of(), null),
                                Reach.page(itself, consignees)),
                        said));
    }

    /// A text before this id and behind every id before it.
    private static String justBefore(String id) {
        int last = id.length() - 1;
        return id.substring(0, last) + (char) (id.charAt(last) - 1) + '\uffff';
    }

    /// What each consignee said last. Whose goods they speak of, they do not say.
    private Map<EnterpriseId, Said> said(RecallFile file, long position) {
        Map<EnterpriseId, Said> said = new HashMap<>();
        Criterion own =
                Boundaries.of(Tags.recall(file.started().recall())).types(RecallAcknowledged.class);
        for (Recorded recorded : log.read(List.of(own), position).events()) {
            if (recorded.event() instanceof RecallAcknowledged one) {
                said.put(one.consignee(), new Said(one, recorded.at()));
            }
        }
        return said;
    }

    private static @Nullable Long sum(
            @Nullable Map<EnterpriseId, Said> said, ToLongFunction<RecallAcknowledged> part) {
        return said == null ? null : said.values().stream().map(Said::said).mapToLong(part).sum();
    }

    private Reach folded(Reach.Asked asked, long position) {
        RecallStarted recall = asked.recall();
        List<Criterion> goods = new ArrayList<>();
        recall.lots()
                .forEach(
                        lot ->
                                goods.add(
                                        Boundaries.of(Tags.lot(recall.di(), lot))
                                                .types(MOVES_AND_REFUSALS)));
        recall.serials()
                .forEach(
                        serial ->
                                goods.add(
                                        Boundaries.of(Tags.serial(recall.di(), serial))
                                                .types(MOVES_AND_REFUSALS)));
        Fold fold = new Fold(asked);
        log.read(goods, position).events().forEach(fold::evolve);
        return fold.reach(position);
    }

    private RecallReach answer(Found found) {
        RecallStarted recall = found.file().started();
        Reach reach = found.reach();
        Instant startedAt = found.file().start().at();
        Ending ending = ending(found.file(), reach.position());
        @Nullable Instant closedAt = ending.state() == RecallState.WITHDRAWN ? null : ending.at();
        Sums sums = reach.sums();
        Map<EnterpriseId, Said> said = found.said();
        Long used = sum(said, RecallAcknowledged::used);
        Long destroyed = sum(said, RecallAcknowledged::destroyed);
        long gone = (used == null ? 0 : used) + (destroyed == null ? 0 : destroyed);
        long outstanding = Math.max(0, sums.delivered() - sums.back() - gone);
        long away = outstanding + sums.picked() + sums.onBoard();
        long wanted = reach.recovered() + outstanding + sums.onBoard();
        return new RecallReach(
                reach.position(),
                recall.recall(),
                recall.level(),
                recall.di(),
                name(recall, reach.position()),
                recall.lots(),
                recall.serials(),
                recall.reason(),
                recall.ordered(),
                ending.state(),
                startedAt,
                ending.at(),
                ending.withdrawal(),
                ending.release(),
                ending.explanation(),
                deadlines(recall.level(), startedAt, closedAt),
                sums.received(),
                sums.located(),
                located(reach).items(),
                ending.state().frees() ? 0 : sums.located(),
                sums.picked(),
                sums.onBoard(),
                underway(reach).items(),
                sums.delivered(),
                sums.back(),
                reach.recovered(),
                outstanding,
                sum(said, RecallAcknowledged::quantity),
                used,
                destroyed,
                sums.ended(),
                away,
                wanted == 0 ? 1 : (double) reach.recovered() / wanted,
                named(found).items(),
                reach.locations().next(),
                reach.underway().next(),
                reach.consignees().next());
    }

    /// How far the recall is, and since when it goes on no longer.
    private record Ending(
            RecallState state,
            @Nullable Instant at,
            @Nullable String withdrawal,
            @Nullable String release,
            @Nullable String explanation) {
        static final Ending NONE = new Ending(RecallState.OPEN, null, null, null, null);

        Ending after(Recorded recorded) {
            Step step = recorded.event().step();
            RecallState state =
                    step.stop() == null ? RecallState.OPEN : RecallState.after(step.stop());
            return switch (state) {
                case OPEN -> NONE;
                case CLOSED -> new Ending(state, recorded.at(), null, null, step.remark());
                case WITHDRAWN -> new Ending(state, recorded.at(), step.remark(), null, null);
                case RELEASED -> new Ending(state, at, null, step.remark(), explanation);
            };
        }
    }

    /// The view may be further than the log was when the recall's own events were read.
    private Ending ending(RecallFile file, long position) {
        Excerpt own =
                file.own().position() == position
                        ? file.own()
                        : file(file.started().recall(), position)
                                .map(RecallFile::own)
                                .orElse(file.own());
        Ending ending = Ending.NONE;
        for (Recorded recorded : own.events()) {
            ending = ending.after(recorded);
        }
        return ending;
    }

    private @Nullable String name(RecallStarted recall, long position) {
        @Nullable String name = null;
        for (Recorded recorded :
                log.read(List.of(Boundaries.device(recall.di())), position).events()) {
            if (recorded.event() instanceof DeviceRegistered device
                    && device.di().equals(recall.di())) {
                name = device.name();
            }
        }
        return name;
    }

    private Page<RecallReach.Located> located(Reach reach) {
        List<RecallReach.Located> items = reach.locations().items();
        Map<EnterpriseId, String> names =
                names(items.stream().map(RecallReach.Located::owner), reach.position());
        return new Page<>(
                items.stream().map(item -> item.named(names.get(item.owner()))).toList(),
                reach.locations().next());
    }

    private Map<EnterpriseId, String> names(Stream<EnterpriseId> enterprises, long position) {
        Map<EnterpriseId, String> names = new HashMap<>();
        List<Criterion> files = enterprises.distinct().map(Boundaries::enterprise).toList();
        if (!files.isEmpty()) {
            for (Recorded recorded : log.read(files, position).events()) {
                if (recorded.event() instanceof EnterpriseRegistered registered) {
                    names.put(registered.enterprise(), registered.name());
                }
            }
        }
        return names;
    }

    private Page<RecallReach.Underway> underway(Reach reach) {
        List<RecallReach.Underway> items = withPapers(reach.underway().items(), reach.position());
        Stream<@Nullable EnterpriseId> parties =
                items.stream()
                        .flatMap(item -> Stream.of(item.owner(), item.consignee(), item.carrier()));
        Map<EnterpriseId, String> names =
                names(parties.flatMap(Stream::ofNullable), reach.position());
        return new Page<>(
                items.stream().map(item -> item.named(names)).toList(), reach.underway().next());
    }

    /// With what their orders and shipments say.
    private List<RecallReach.Underway> withPapers(List<RecallReach.Underway> items, long position) {
        Set<Criterion> papers = new LinkedHashSet<>();
        for (RecallReach.Underway item : items) {
            if (item.order() != null) {
                papers.add(Boundaries.of(Tags.order(item.order())).types(OrderPlaced.class));
            }
            if (item.shipment() != null) {
                papers.add(
                        Boundaries.of(Tags.shipment(item.shipment())).types(ShipmentPlanned.class));
            }
        }
        if (papers.isEmpty()) {
            return items;
        }
        Map<OrderId, EnterpriseId> consignees = new HashMap<>();
        Map<ShipmentId, ShipmentPlanned> shipments = new HashMap<>();
        for (Recorded recorded : log.read(List.copyOf(papers), position).events()) {
            if (recorded.event() instanceof OrderPlaced placed) {
                consignees.put(placed.order(), placed.consignee());
            } else if (recorded.event() instanceof ShipmentPlanned planned) {
                shipments.put(planned.shipment(), planned);
            }
        }
        return items.stream()
                .map(
                        item ->
                                item.order() == null
                                        ? item.by(shipments.get(item.shipment()))
                                        : item.to(consignees.get(item.order())))
                .toList();
    }

    private Page<RecallReach.Consignee> named(Found found) {
        Reach reach = found.reach();
        List<RecallReach.Consignee> items = reach.consignees().items();
        Map<EnterpriseId, String> names =
                names(items.stream().map(RecallReach.Consignee::consignee), reach.position());
        return new Page<>(
                items.stream()
                        .map(item -> told(found, item).named(names.get(item.consignee())))
                        .toList(),
                reach.consignees().next());
    }

    /// With what it said, where that is told.
    private RecallReach.Consignee told(Found found, RecallReach.Consignee item) {
        Map<EnterpriseId, Said> said = found.said();
        if (said == null) {
            return item;
        }
        Instant notifyBy = notifyBy(found.file().started().level(), found.file().start().at());
        boolean wanted =
                ending(found.file(), found.reach().position()).state() == RecallState.OPEN
                        && clock.instant().isAfter(notifyBy);
        return item.told(said.get(item.consignee()), wanted);
    }

    /// Quantities by place and consignee. It lives for one question and is used by one thread.
    private static final class Fold {
        private final Reach.Asked asked;
        private final Map<Stored, Long> stored = new LinkedHashMap<>();
        private final Map<Riding, Long> riding = new LinkedHashMap<>();
        private final SortedMap<String, Handed> handed = Reach.inOrder();
        private final Map<String, Long> recovered = new HashMap<>();
        private Sums sums = Sums.NONE;

        private record Stored(Location location, StockItem goods) {}

        private record Riding(Place at, StockItem goods) {}

        Fold(Reach.Asked asked) {
            this.asked = asked;
        }

        void evolve(Recorded recorded) {
            for (Movement movement : recorded.event().movements()) {
                if (isAskedFor(movement.item(), movement.serial())) {
                    book(movement, movement.from(), -movement.quantity(), recorded.position());
                    book(movement, movement.to(), movement.quantity(), recorded.position());
                }
            }
            if (recorded.event() instanceof ShipmentDispatched dispatched) {
                load(dispatched.loads(), 1);
            } else if (recorded.event() instanceof ShipmentDelivered arrived) {
                load(arrived.loads(), -1);
            } else if (recorded.event() instanceof GoodsRefused refused) {
                load(refused.loads(), -1);
            }
        }

        private boolean isAskedFor(StockItem item, @Nullable SerialNumber serial) {
            return asked.recall().covers(item, serial)
                    && (asked.owner() == null || asked.owner().equals(item.owner()));
        }

        private void load(List<Load> loads, int sign) {
            for (Load load : loads) {
                if (isAskedFor(load.item(), load.serial())) {
                    handed.merge(
                            load.consignee().value(),
                            new Handed((long) sign * load.quantity(), 0, 0),
                            Handed::plus);
                }
            }
        }

        private void book(Movement movement, Place place, long quantity, long position) {
            switch (place.kind()) {
                case SUPPLIER -> add(new Sums(-quantity, 0, 0, 0, 0, 0));
                case LOCATION -> {
                    add(new Sums(0, quantity, 0, 0, 0, 0));
                    stored.merge(
                            new Stored(place.asLocation(), movement.item()), quantity, Long::sum);
                }
                case ORDER -> {
                    add(new Sums(0, 0, quantity, 0, 0, 0));
                    riding.merge(new Riding(place, movement.item()), quantity, Long::sum);
                }
                case VEHICLE -> {
                    add(new Sums(0, 0, 0, quantity, 0, 0));
                    riding.merge(new Riding(place, movement.item()), quantity, Long::sum);
                }
                case CONSIGNEE -> {
                    long there = Math.max(quantity, 0);
                    long back = Math.max(-quantity, 0);
                    add(new Sums(0, 0, 0, 0, there, back));
                    handed.merge(place.id(), new Handed(0, there, back), Handed::plus);
                    if (position > asked.startedAt()) {
                        recovered.merge(place.id(), back, Long::sum);
                    }
                }
                case DESTROYED, LOST -> {}
            }
        }

        private void add(Sums more) {
            sums = sums.plus(more);
        }

        Reach reach(long position) {
            SortedMap<String, RecallReach.Located> locations = Reach.inOrder();
            stored.forEach(
                    (at, quantity) -> {
                        if (quantity != 0) {
                            locations.put(
                                    RecallReach.Located.key(at.location(), at.goods()),
                                    RecallReach.Located.of(at.location(), at.goods(), quantity));
                        }
                    });
            SortedMap<String, RecallReach.Underway> underway = Reach.inOrder();
            riding.forEach(
                    (on, quantity) -> {
                        if (quantity != 0) {
                            underway.put(
                                    RecallReach.Underway.key(on.at(), on.goods()),
                                    RecallReach.Underway.of(on.at(), on.goods(), quantity));
                        }
                    });
            SortedMap<String, RecallReach.Consignee> consignees = Reach.inOrder();
            handed.forEach(
                    (id, all) ->
                            consignees.put(
                                    id,
                                    RecallReach.Consignee.of(
                                            new EnterpriseId(id),
                                            all.onBoard(),
                                            all.delivered(),
                                            all.back(),
                                            recovered.getOrDefault(id, 0L))));
            return new Reach(
                    position,
                    sums,
                    recovered.values().stream().mapToLong(Long::longValue).sum(),
                    Reach.page(locations, asked.parts().locations()),
                    Reach.page(underway, asked.parts().underway()),
                    Reach.page(consignees, asked.parts().consignees()));
        }
    }

    private RecallReach.Deadlines deadlines(
            int level, Instant startedAt, @Nullable Instant closedAt) {
        return new RecallReach.Deadlines(
                notifyBy(level, startedAt),
                afterWorkingDays(startedAt, REPORT_WORKING_DAYS),
                closedAt == null ? null : afterWorkingDays(closedAt, SUMMARY_WORKING_DAYS));
    }

    private static Instant notifyBy(int level, Instant startedAt) {
        int days =
                switch (level) {
                    case 1 -> 1;
                    case 2 -> 3;
                    default -> 7;
                };
        return startedAt.plus(Duration.ofDays(days));
    }

    private LocalDate afterWorkingDays(Instant from, int workingDays) {
        LocalDate day = LocalDate.ofInstant(from, zone);
        int left = workingDays;
        while (left > 0) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }
}
