package io.lotline.projections.recall;

import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.recall.Reach.Asked;
import io.lotline.projections.recall.Reach.Part;
import io.lotline.projections.recall.ReachDocument.Handed;
import io.lotline.projections.recall.ReachDocument.Sums;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Documents.Stored;
import io.lotline.projections.store.MergedRanges;
import io.lotline.projections.store.ViewProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the view of recalls' reach keeps, as it was at exactly one position of the log.
///
/// As with traces: each document has the position that it reflects, and the sums of one owner's
/// goods change with every event that moves some of them. Where nothing that was read reflects more
/// than a position that the view had passed before, and the sums, read again at the end, do not
/// either, all of it is of that position. Else it is read again.
public final class KeptReaches {
    private static final int TRIES = 5;
    private static final int OF_AT_ONCE = 500;

    private final Documents<ReachDocument> documents;
    private final ViewProgress progress;

    public KeptReaches(Documents<ReachDocument> documents, ViewProgress progress) {
        this.documents = documents;
        this.progress = progress;
    }

    /// The reach at a position that is not before `atLeast`; null where the view does not get there
    /// in time, or changes faster than it can be read.
    @Nullable Reach reach(Asked asked, long atLeast, Duration patience) {
        long wanted = atLeast;
        for (int i = 0; i < TRIES; i++) {
            if (!progress.await(wanted, patience)) {
                return null;
            }
            Reading reading = new Reading(asked, progress.position());
            Reach reach = reading.read();
            if (reading.latest <= reading.position) {
                return reach;
            }
            wanted = reading.latest;
        }
        return null;
    }

    /// One try. It is used by one thread.
    private final class Reading {
        private final Asked asked;
        private final long position;
        private final List<StockItem> lots = new ArrayList<>();
        private final List<ReachDocument> pieces = new ArrayList<>();
        private Sums sums = Sums.NONE;
        private long latest;

        Reading(Asked asked, long position) {
            this.asked = asked;
            this.position = position;
        }

        Reach read() {
            Set<String> keys = new LinkedHashSet<>();
            for (Stored<ReachDocument> stored : sumsOf(tags())) {
                keys.add(stored.key());
                take(seen(stored));
            }
            Reach reach =
                    new Reach(
                            position,
                            sums,
                            recovered(),
                            Reach.page(
                                    locations(asked.parts().locations()),
                                    asked.parts().locations()),
                            Reach.page(
                                    underway(asked.parts().underway()), asked.parts().underway()),
                            Reach.page(
                                    consignees(asked.parts().consignees()),
                                    asked.parts().consignees()));
            documents.stored(keys).forEach(this::seen);
            return reach;
        }

        private @Nullable ReachDocument seen(Stored<ReachDocument> stored) {
            latest = Math.max(latest, stored.position());
            return stored.document();
        }

        private List<String> tags() {
            List<String> tags = new ArrayList<>();
            for (LotNumber lot : asked.recall().lots()) {
                tags.add(Tags.lot(asked.recall().di(), lot).toString());
            }
            for (SerialNumber serial : asked.recall().serials()) {
                tags.add(Tags.serial(asked.recall().di(), serial).toString());
            }
            return tags;
        }

        private List<Stored<ReachDocument>> sumsOf(List<String> tags) {
            List<Stored<ReachDocument>> found = new ArrayList<>();
            for (int from = 0; from < tags.size(); from += OF_AT_ONCE) {
                found.addAll(
                        documents.storedIn(
                                "of",
                                tags.subList(from, Math.min(from + OF_AT_ONCE, tags.size()))));
            }
            return found;
        }

        /// A piece of a recalled lot is in the lot's sums already.
        private void take(@Nullable ReachDocument document) {
            if (document == null
                    || document.goods() == null
                    || document.sums() == null
                    || !isAskedFor(document.goods())) {
                return;
            }
            boolean inLot = asked.recall().covers(document.goods(), null);
            if (document.serial() == null) {
                lots.add(document.goods());
            } else if (!inLot) {
                pieces.add(document);
            } else {
                return;
            }
            sums = sums.plus(document.sums());
        }

        private boolean isAskedFor(StockItem goods) {
            return asked.owner() == null || asked.owner().equals(goods.owner());
        }

        private long recovered() {
            List<Back> all = new ArrayList<>();
            lots.forEach(goods -> all.add(new Back(goods, null, null)));
            for (ReachDocument piece : pieces) {
                for (ReachDocument.Consigned with : piece.handed()) {
                    if (with.handed().back() > 0) {
                        all.add(back(piece, with.to()));
                    }
                }
            }
            long before = upToStart(all).values().stream().mapToLong(Long::longValue).sum();
            return sums.back() - before;
        }

        private static Back back(ReachDocument piece, EnterpriseId consignee) {
            return new Back(Objects.requireNonNull(piece.goods()), piece.serial(), consignee);
        }

        /// What came back before the recall was started.
        private Map<Back, Long> upToStart(Collection<Back> all) {
            Set<String> keys = new LinkedHashSet<>();
            for (Back back : all) {
                var _ =
                        ReturnSums.upTo(
                                asked.startedAt(),
                                block -> {
                                    keys.add(back.key(block));
                                    return Map.of();
                                });
            }
            Map<String, Map<Integer, Long>> blocks = new HashMap<>();
            for (Stored<ReachDocument> stored : documents.stored(keys)) {
                ReachDocument document = seen(stored);
                if (document != null) {
                    blocks.put(stored.key(), document.returned());
                }
            }
            Map<Back, Long> sumsBefore = new LinkedHashMap<>();
            for (Back back : all) {
                sumsBefore.put(
                        back,
                        ReturnSums.upTo(
                                asked.startedAt(),
                                block -> blocks.getOrDefault(back.key(block), Map.of())));
            }
            return sumsBefore;
        }

        private SortedMap<String, RecallReach.Located> locations(@Nullable Part part) {
            SortedMap<String, RecallReach.Located> found = Reach.inOrder();
            if (part == null) {
                return found;
            }
            read(
                    part,
                    ReachKeys::located,
                    ReachKeys::locatedBehind,
                    (at, goods, quantity) -> {
                        Location location =
                                new Location(new WarehouseId(at[0]), new LocationId(at[1]));
                        found.put(
                                RecallReach.Located.key(location, goods),
                                RecallReach.Located.of(location, goods, quantity));
                    });
            for (ReachDocument piece : pieces) {
                StockItem goods = Objects.requireNonNull(piece.goods());
                for (ReachDocument.Placed at : piece.places()) {
                    found.merge(
                            RecallReach.Located.key(at.at(), goods),
                            RecallReach.Located.of(at.at(), goods, at.quantity()),
                            RecallReach.Located::plus);
                }
            }
            return found;
        }

        private SortedMap<String, RecallReach.Underway> underway(@Nullable Part part) {
            SortedMap<String, RecallReach.Underway> found = Reach.inOrder();
            if (part == null) {
                return found;
            }
            read(
                    part,
                    ReachKeys::underway,
                    ReachKeys::underwayBehind,
                    (at, goods, quantity) -> {
                        Place place = new Place(Place.Kind.valueOf(at[0]), at[1]);
                        found.put(
                                RecallReach.Underway.key(place, goods),
                                RecallReach.Underway.of(place, goods, quantity));
                    });
            for (ReachDocument piece : pieces) {
                StockItem goods = Objects.requireNonNull(piece.goods());
                for (ReachDocument.Underway at : piece.underway()) {
                    found.merge(
                            RecallReach.Underway.key(at.at(), goods),
                            RecallReach.Underway.of(at.at(), goods, at.quantity()),
                            RecallReach.Underway::plus);
                }
            }
            return found;
        }

        /// Reads how much of each lot is in which place, from behind the part's beginning to one
        /// more than it has.
        ///
        /// @param prefix what the keys of one owner's goods of a lot begin with
        /// @param behind the same, of the goods whose lot and owner this is
        private void read(
                Part part,
                Function<StockItem, String> prefix,
                BiFunction<Di, String, String> behind,
                Found found) {
            Map<String, StockItem> byPrefix = new LinkedHashMap<>();
            lots.forEach(goods -> byPrefix.put(prefix.apply(goods), goods));
            MergedRanges<ReachDocument> merged =
                    documents.merged(
                            byPrefix.keySet(), placeOf(part.after(), behind), part.limit() + 1);
            int count = 0;
            for (var item = merged.next();
                    item != null && count <= part.limit();
                    item = merged.next()) {
                ReachDocument document = seen(item.stored());
                if (document != null && document.quantity() != null) {
                    count++;
                    found.there(
                            item.suffix().split("\t", -1),
                            Objects.requireNonNull(byPrefix.get(item.prefix())),
                            document.quantity());
                }
            }
        }

        /// Behind the item with this key: its place in the ranges of the lots.
        private MergedRanges.@Nullable Place placeOf(
                @Nullable String after, BiFunction<Di, String, String> behind) {
            if (after == null) {
                return null;
            }
            int end = after.indexOf('\t', after.indexOf('\t') + 1);
            if (end < 0) {
                return new MergedRanges.Place(after, null);
            }
            return new MergedRanges.Place(
                    after.substring(0, end),
                    behind.apply(asked.recall().di(), after.substring(end + 1)));
        }

        private SortedMap<String, RecallReach.Consignee> consignees(@Nullable Part part) {
            SortedMap<String, Handed> handed = Reach.inOrder();
            SortedMap<String, RecallReach.Consignee> found = Reach.inOrder();
            if (part == null) {
                return found;
            }
            Map<Back, EnterpriseId> came = new LinkedHashMap<>();
            Map<String, StockItem> byPrefix = new LinkedHashMap<>();
            lots.forEach(goods -> byPrefix.put(ReachKeys.consigned(goods), goods));
            MergedRanges.Place after =
                    part.after() == null ? null : new MergedRanges.Place(part.after(), null);
            MergedRanges<ReachDocument> merged =
                    documents.merged(byPrefix.keySet(), after, part.limit() + 1);
            for (var item = merged.next(); item != null; item = merged.next()) {
                ReachDocument document = seen(item.stored());
                if (document != null && document.consigned() != null) {
                    if (handed.size() > part.limit() && !handed.containsKey(item.suffix())) {
                        break;
                    }
                    EnterpriseId consignee = new EnterpriseId(item.suffix());
                    add(handed, consignee, document.consigned());
                    if (document.consigned().back() > 0) {
                        StockItem goods = Objects.requireNonNull(byPrefix.get(item.prefix()));
                        came.put(new Back(goods, null, consignee), consignee);
                    }
                }
            }
            for (ReachDocument piece : pieces) {
                for (ReachDocument.Consigned with : piece.handed()) {
                    add(handed, with.to(), with.handed());
                    if (with.handed().back() > 0) {
                        came.put(back(piece, with.to()), with.to());
                    }
                }
            }
            Map<EnterpriseId, Long> before = new HashMap<>();
            upToStart(came.keySet())
                    .forEach(
                            (back, quantity) ->
                                    before.merge(
                                            Objects.requireNonNull(came.get(back)),
                                            quantity,
                                            Long::sum));
            handed.forEach(
                    (id, all) -> {
                        EnterpriseId consignee = new EnterpriseId(id);
                        found.put(
                                id,
                                RecallReach.Consignee.of(
                                        consignee,
                                        all.onBoard(),
                                        all.delivered(),
                                        all.back(),
                                        all.back() - before.getOrDefault(consignee, 0L)));
                    });
            return found;
        }

        private static void add(
                SortedMap<String, Handed> handed, EnterpriseId consignee, Handed more) {
            handed.merge(consignee.value(), more, Handed::plus);
        }
    }

    /// Takes how much of some goods is in a place, of whose key these are the parts.
    @FunctionalInterface
    private interface Found {
        void there(String[] at, StockItem goods, long quantity);
    }

    /// What came back, of some goods from one consignee or for null from all.
    private record Back(
            StockItem goods, @Nullable SerialNumber serial, @Nullable EnterpriseId consignee) {
        String key(String block) {
            return ReachKeys.returned(goods, serial, consignee, block);
        }
    }
}
