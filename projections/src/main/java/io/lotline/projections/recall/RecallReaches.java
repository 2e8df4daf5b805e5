package io.lotline.projections.recall;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import io.lotline.projections.sourcing.Excerpt;
import io.lotline.projections.sourcing.LogExcerpts;
import io.lotline.projections.sourcing.Recorded;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/// The reach of recalls: a fold of the recall's own events and those of its lots and serials.
public final class RecallReaches {
    private static final int REPORT_WORKING_DAYS = 5;
    private static final int SUMMARY_WORKING_DAYS = 10;

    private final LogExcerpts log;
    private final ZoneId zone;

    /// @param zone the park's, in which working days are counted
    public RecallReaches(EventLog log, ZoneId zone) {
        this.log = new LogExcerpts(log);
        this.zone = zone;
    }

    /// The reach of a recall; empty if there is none, or none of the owner's goods is recalled.
    ///
    /// @param owner   the goods owner that asks and sees its own goods only; null sees all
    /// @param knownAt the position at which to look; [Long#MAX_VALUE] for now
    public Optional<RecallReach> reach(
            RecallId recall, @Nullable EnterpriseId owner, long knownAt) {
        Excerpt own =
                log.read(
                        List.of(
                                Boundaries.of(Tags.recall(recall))
                                        .types(RecallStarted.class, RecallClosed.class)),
                        knownAt);
        for (Recorded recorded : own.events()) {
            if (recorded.event() instanceof RecallStarted started) {
                return reach(started, recorded, own, owner);
            }
        }
        return Optional.empty();
    }

    private Optional<RecallReach> reach(
            RecallStarted started, Recorded start, Excerpt own, @Nullable EnterpriseId owner) {
        List<Criterion> goods = new ArrayList<>();
        goods.add(Boundaries.device(started.di()));
        started.lots()
                .forEach(
                        lot ->
                                goods.add(
                                        Boundaries.of(Tags.lot(started.di(), lot))
                                                .types(Boundaries.MOVES)));
        started.serials()
                .forEach(
                        serial ->
                                goods.add(
                                        Boundaries.of(Tags.serial(started.di(), serial))
                                                .types(Boundaries.MOVES)));
        Excerpt moved = log.read(goods, own.position());
        Fold fold = new Fold(started, start.position(), owner);
        moved.events().forEach(fold::evolve);
        if (owner != null && fold.received == 0) {
            return Optional.empty();
        }
        @Nullable Instant closedAt = null;
        for (Recorded recorded : own.events()) {
            if (recorded.event() instanceof RecallClosed) {
                closedAt = recorded.at();
            }
        }
        return Optional.of(
                fold.answer(own.position(), start.at(), closedAt, names(fold, own.position())));
    }

    private Map<EnterpriseId, String> names(Fold fold, long position) {
        Map<EnterpriseId, String> names = new HashMap<>();
        List<Criterion> files = fold.consignees().stream().map(Boundaries::enterprise).toList();
        if (!files.isEmpty()) {
            for (Recorded recorded : log.read(files, position).events()) {
                if (recorded.event() instanceof EnterpriseRegistered registered) {
                    names.put(registered.enterprise(), registered.name());
                }
            }
        }
        return names;
    }

    /// Quantities by place and consignee. It lives for one question and is used by one thread.
    private final class Fold {
        private final RecallStarted recall;
        private final long startedAtPosition;
        private final @Nullable EnterpriseId owner;
        private final Map<Stored, Long> stored = new LinkedHashMap<>();
        private final Map<EnterpriseId, Long> onBoard = new LinkedHashMap<>();
        private final Map<EnterpriseId, Long> delivered = new LinkedHashMap<>();
        private final Map<EnterpriseId, Long> returned = new LinkedHashMap<>();
        private final Map<EnterpriseId, Long> recovered = new LinkedHashMap<>();
        private long received;
        private long picked;
        private long vehicles;
        private @Nullable String name;

        private record Stored(Location location, EnterpriseId owner, @Nullable LotNumber lot) {}

        Fold(RecallStarted recall, long startedAtPosition, @Nullable EnterpriseId owner) {
            this.recall = recall;
            this.startedAtPosition = startedAtPosition;
            this.owner = owner;
        }

        void evolve(Recorded recorded) {
            if (recorded.event() instanceof DeviceRegistered file
                    && file.di().equals(recall.di())) {
                name = file.name();
            }
            for (Movement movement : recorded.event().movements()) {
                if (recall.covers(movement.item(), movement.serial())
                        && (owner == null || owner.equals(movement.item().owner()))) {
                    book(movement, movement.from(), -movement.quantity(), recorded.position());
                    book(movement, movement.to(), movement.quantity(), recorded.position());
                }
            }
            if (recorded.event() instanceof ShipmentDispatched dispatched) {
                load(dispatched.loads(), 1);
            } else if (recorded.event() instanceof ShipmentDelivered arrived) {
                load(arrived.loads(), -1);
            }
        }

        private void load(List<Load> loads, int sign) {
            for (Load load : loads) {
                if (recall.covers(load.item(), load.serial())
                        && (owner == null || owner.equals(load.item().owner()))) {
                    onBoard.merge(load.consignee(), (long) sign * load.quantity(), Long::sum);
                }
            }
        }

        private void book(Movement movement, Place place, long quantity, long position) {
            switch (place.kind()) {
                case SUPPLIER -> received -= quantity;
                case LOCATION ->
                        stored.merge(
                                new Stored(
                                        place.asLocation(),
                                        movement.item().owner(),
                                        movement.item().lot()),
                                quantity,
                                Long::sum);
                case ORDER -> picked += quantity;
                case VEHICLE -> vehicles += quantity;
                case CONSIGNEE -> {
                    EnterpriseId consignee = new EnterpriseId(place.id());
                    if (quantity > 0) {
                        delivered.merge(consignee, quantity, Long::sum);
                    } else {
                        returned.merge(consignee, -quantity, Long::sum);
                        if (position > startedAtPosition) {
                            recovered.merge(consignee, -quantity, Long::sum);
                        }
                    }
                }
                case DESTROYED, LOST -> {}
            }
        }

        Set<EnterpriseId> consignees() {
            Set<EnterpriseId> all = new LinkedHashSet<>(delivered.keySet());
            all.addAll(onBoard.keySet());
            return all;
        }

        RecallReach answer(
                long position,
                Instant startedAt,
                @Nullable Instant closedAt,
                Map<EnterpriseId, String> names) {
            List<RecallReach.Located> locations = new ArrayList<>();
            long located = 0;
            for (Map.Entry<Stored, Long> entry : stored.entrySet()) {
                Stored at = entry.getKey();
                if (entry.getValue() != 0) {
                    located += entry.getValue();
                    locations.add(
                            new RecallReach.Located(
                                    at.location().warehouse(),
                                    at.location().id(),
                                    at.owner(),
                                    at.lot(),
                                    entry.getValue()));
                }
            }
            List<RecallReach.Consignee> consignees = new ArrayList<>();
            for (EnterpriseId consignee : consignees()) {
                long got = delivered.getOrDefault(consignee, 0L);
                consignees.add(
                        new RecallReach.Consignee(
                                consignee,
                                names.get(consignee),
                                onBoard.getOrDefault(consignee, 0L),
                                got,
                                recovered.getOrDefault(consignee, 0L),
                                got - returned.getOrDefault(consignee, 0L)));
            }
            long back = sum(recovered);
            long outstanding = sum(delivered) - sum(returned);
            long wanted = back + outstanding + vehicles;
            return new RecallReach(
                    position,
                    recall.recall(),
                    recall.level(),
                    recall.di(),
                    name,
                    recall.lots(),
                    recall.serials(),
                    recall.reason(),
                    recall.ordered(),
                    closedAt == null ? RecallReach.State.OPEN : RecallReach.State.CLOSED,
                    startedAt,
                    closedAt,
                    deadlines(recall.level(), startedAt, closedAt),
                    received,
                    located,
                    locations,
                    located,
                    picked,
                    vehicles,
                    sum(delivered),
                    back,
                    outstanding,
                    wanted == 0 ? 1 : (double) back / wanted,
                    consignees);
        }
    }

    private RecallReach.Deadlines deadlines(
            int level, Instant startedAt, @Nullable Instant closedAt) {
        int days =
                switch (level) {
                    case 1 -> 1;
                    case 2 -> 3;
                    default -> 7;
                };
        return new RecallReach.Deadlines(
                startedAt.plus(Duration.ofDays(days)),
                afterWorkingDays(startedAt, REPORT_WORKING_DAYS),
                closedAt == null ? null : afterWorkingDays(closedAt, SUMMARY_WORKING_DAYS));
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

    private static long sum(Map<EnterpriseId, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }
}
