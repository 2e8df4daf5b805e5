package io.lotline.projections.inventory;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.Tags;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Sscc;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.MemoryFold;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The questions about logistic units.
public final class Units {
    private final Documents<Unit> units;
    private final Documents<UnitContent> contents;
    private final EventLog log;

    public Units(Documents<Unit> units, Documents<UnitContent> contents, EventLog log) {
        this.units = units;
        this.contents = contents;
        this.log = log;
    }

    /// A unit and a page of what is in it.
    ///
    /// @param unit     with the units in it that hold goods of who asks
    /// @param contents the goods of who asks that are in it itself
    public record Answer(Unit unit, Page<UnitContent> contents) {}

    /// The unit as it is; empty where there is none with goods of who asks.
    ///
    /// @param owner the goods owner that asks and sees its own goods only; null sees all
    public Optional<Answer> find(
            Sscc sscc, @Nullable EnterpriseId owner, @Nullable String after, int limit) {
        return new Now().find(sscc, owner, after, limit);
    }

    /// The unit as it was, folded out of the log by its own events.
    ///
    /// @param asOf    what had happened by then counts, by the time of its scan where it has one
    /// @param knownAt the last position that counts
    public Optional<Answer> find(
            Sscc sscc,
            @Nullable Instant asOf,
            long knownAt,
            @Nullable EnterpriseId owner,
            @Nullable String after,
            int limit) {
        return new Past(asOf, knownAt).find(sscc, owner, after, limit);
    }

    /// Where units are read from.
    private abstract static class Source {
        abstract @Nullable Unit unit(Sscc sscc);

        abstract Page<UnitContent> contents(
                Sscc sscc, @Nullable EnterpriseId owner, @Nullable String after, int limit);

        Optional<Answer> find(
                Sscc sscc, @Nullable EnterpriseId owner, @Nullable String after, int limit) {
            Unit unit = unit(sscc);
            if (unit == null) {
                return Optional.empty();
            }
            Page<UnitContent> page = contents(sscc, owner, after, limit);
            List<Sscc> children = unit.children();
            if (owner != null) {
                Set<Sscc> seen = new HashSet<>(Set.of(sscc));
                children = children.stream().filter(child -> holds(child, owner, seen)).toList();
                if (children.isEmpty() && contents(sscc, owner, null, 1).items().isEmpty()) {
                    return Optional.empty();
                }
            }
            return Optional.of(
                    new Answer(
                            new Unit(
                                    unit.sscc(),
                                    unit.state(),
                                    unit.place(),
                                    unit.warehouse(),
                                    unit.parent(),
                                    children,
                                    unit.pieces(),
                                    unit.endedAt()),
                            page));
        }

        /// Whether goods of the owner are in the unit, to any depth.
        private boolean holds(Sscc sscc, EnterpriseId owner, Set<Sscc> seen) {
            if (!seen.add(sscc)) {
                return false;
            }
            if (!contents(sscc, owner, null, 1).items().isEmpty()) {
                return true;
            }
            Unit unit = unit(sscc);
            return unit != null
                    && unit.children().stream().anyMatch(child -> holds(child, owner, seen));
        }
    }

    private final class Now extends Source {
        @Override
        @Nullable Unit unit(Sscc sscc) {
            return units.find(sscc.value()).orElse(null);
        }

        @Override
        Page<UnitContent> contents(
                Sscc sscc, @Nullable EnterpriseId owner, @Nullable String after, int limit) {
            return contents.find(Where.ALL.keyBegins(UnitContent.range(sscc, owner)), after, limit);
        }
    }

    private final class Past extends Source {
        private final @Nullable Instant asOf;
        private final long knownAt;
        private final Map<Sscc, Folded> folded = new HashMap<>();

        Past(@Nullable Instant asOf, long knownAt) {
            this.asOf = asOf;
            this.knownAt = knownAt;
        }

        private record Folded(@Nullable Unit unit, TreeMap<String, UnitContent> contents) {}

        private Folded of(Sscc sscc) {
            return folded.computeIfAbsent(sscc, this::fold);
        }

        private Folded fold(Sscc sscc) {
            MemoryFold<Unit> header = new MemoryFold<>(new UnitsView());
            MemoryFold<UnitContent> goods = new MemoryFold<>(new UnitContentsView());
            new LogReader(log)
                    .forEach(
                            Criteria.of(new Criterion(Set.of(Tags.unit(sscc)), Set.of())),
                            knownAt,
                            recorded -> {
                                if (asOf == null || !StockAsOf.happenedAt(recorded).isAfter(asOf)) {
                                    header.add(recorded);
                                    goods.add(recorded);
                                }
                            });
            return new Folded(
                    header.documents().get(sscc.value()), new TreeMap<>(goods.documents()));
        }

        @Override
        @Nullable Unit unit(Sscc sscc) {
            return of(sscc).unit();
        }

        @Override
        Page<UnitContent> contents(
                Sscc sscc, @Nullable EnterpriseId owner, @Nullable String after, int limit) {
            String range = UnitContent.range(sscc, owner);
            String from = after == null ? range : Cursor.decode(after);
            List<UnitContent> items = new ArrayList<>();
            for (UnitContent content : of(sscc).contents().tailMap(from, false).values()) {
                if (!content.key().startsWith(range)) {
                    break;
                }
                if (items.size() == limit) {
                    return new Page<>(items, Cursor.encode(items.getLast().key()));
                }
                items.add(content);
            }
            return new Page<>(items, null);
        }
    }
}
