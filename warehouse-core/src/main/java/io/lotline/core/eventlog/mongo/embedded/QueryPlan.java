package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which documents a query can match at most: some keys, or a range of them. What it leaves out
/// does not match; what it lets in is still compared with the whole query.
///
/// @param keys the keys in order, or null where only the range is known
/// @param low  the lowest key, inclusive; null is open
/// @param high the highest key, inclusive; null is open
record QueryPlan(@Nullable List<Object> keys, @Nullable Object low, @Nullable Object high) {
    private static final String ID = "_id";

    static QueryPlan of(Document query, List<Index<Object>> indexes) {
        List<Map.Entry<String, Object>> terms = new ArrayList<>();
        flatten(query, terms);
        Object low = null;
        Object high = null;
        for (Map.Entry<String, Object> term : terms) {
            if (term.getKey().equals(ID)) {
                List<Object> equal = equalTo(term.getValue());
                if (equal != null) {
                    return new QueryPlan(sorted(equal), null, null);
                }
                if (term.getValue() instanceof Document range) {
                    low = tighter(low, bound(range, "$gte", "$gt"), 1);
                    high = tighter(high, bound(range, "$lte", "$lt"), -1);
                }
            }
        }
        List<Object> keys = fewest(terms, indexes);
        return new QueryPlan(keys == null ? null : within(keys, low, high), low, high);
    }

    private static void flatten(Document query, List<Map.Entry<String, Object>> terms) {
        for (Map.Entry<String, Object> term : query.entrySet()) {
            if (term.getKey().equals("$and") && term.getValue() instanceof Collection<?> all) {
                for (Object part : all) {
                    flatten((Document) part, terms);
                }
            } else if (term.getValue() != null) {
                terms.add(term);
            }
        }
    }

    /// The values of which a term wants one, or null where it says something else.
    private static @Nullable List<Object> equalTo(Object condition) {
        if (condition instanceof Document document
                && !document.isEmpty()
                && document.keySet().iterator().next().startsWith("$")) {
            if (document.get("$eq") instanceof Object value && isPlain(value)) {
                return List.of(value);
            }
            if (document.get("$in") instanceof Collection<?> values
                    && values.stream().allMatch(QueryPlan::isPlain)) {
                return List.copyOf(values);
            }
            if (document.get("$all") instanceof Collection<?> values
                    && !values.isEmpty()
                    && values.iterator().next() instanceof Object value
                    && isPlain(value)) {
                return List.of(value);
            }
            return null;
        }
        return isPlain(condition) ? List.of(condition) : null;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value != null
                && !(value instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(value);
    }

    private static @Nullable Object bound(Document range, String inclusive, String exclusive) {
        Object bound = range.get(inclusive);
        return bound == null ? range.get(exclusive) : bound;
    }

    private static @Nullable Object tighter(
            @Nullable Object known, @Nullable Object bound, int direction) {
        if (bound == null || known == null) {
            return bound == null ? known : bound;
        }
        return ValueComparator.asc().compare(bound, known) * direction > 0 ? bound : known;
    }

    private static List<Object> sorted(Collection<Object> keys) {
        TreeSet<Object> sorted = new TreeSet<>(ValueComparator.asc());
        sorted.addAll(keys);
        return List.copyOf(sorted);
    }

    private static List<Object> within(
            List<Object> keys, @Nullable Object low, @Nullable Object high) {
        return keys.stream()
                .filter(key -> low == null || ValueComparator.asc().compare(key, low) >= 0)
                .filter(key -> high == null || ValueComparator.asc().compare(key, high) <= 0)
                .toList();
    }

    /// The keys of the term that leaves the fewest, or null where no index helps.
    private static @Nullable List<Object> fewest(
            List<Map.Entry<String, Object>> terms, List<Index<Object>> indexes) {
        List<Object> best = null;
        long bestCount = Long.MAX_VALUE;
        for (Map.Entry<String, Object> term : terms) {
            if (term.getKey().equals("$or") && term.getValue() instanceof Collection<?> branches) {
                List<Object> keys = union(branches, indexes);
                if (keys != null && keys.size() < bestCount) {
                    best = keys;
                    bestCount = keys.size();
                }
                continue;
            }
            SecondaryIndex index = indexOn(term.getKey(), indexes);
            if (index == null) {
                continue;
            }
            Postings postings = index.postings();
            for (List<Object> equal : alternativesOf(term.getValue())) {
                List<Object> values = equal.stream().map(SecondaryIndex::normalized).toList();
                long count = values.stream().mapToLong(postings::count).sum();
                if (count < bestCount) {
                    bestCount = count;
                    best =
                            values.size() == 1
                                    ? postings.inOrder(values.getFirst())
                                    : sorted(
                                            values.stream()
                                                    .flatMap(
                                                            value ->
                                                                    postings
                                                                            .inOrder(value)
                                                                            .stream())
                                                    .toList());
                }
            }
        }
        return best;
    }

    /// `$all` may be entered by any of its values; everything else by its one list.
    private static List<List<Object>> alternativesOf(Object condition) {
        if (condition instanceof Document document
                && document.get("$all") instanceof Collection<?> values) {
            return values.stream().filter(QueryPlan::isPlain).map(List::<Object>of).toList();
        }
        List<Object> equal = equalTo(condition);
        return equal == null ? List.of() : List.of(equal);
    }

    private static @Nullable List<Object> union(
            Collection<?> branches, List<Index<Object>> indexes) {
        List<Object> keys = new ArrayList<>();
        for (Object branch : branches) {
            List<Object> some = of((Document) branch, indexes).keys();
            if (some == null) {
                return null;
            }
            keys.addAll(some);
        }
        return sorted(keys);
    }

    private static @Nullable SecondaryIndex indexOn(String field, List<Index<Object>> indexes) {
        for (Index<Object> index : indexes) {
            if (index instanceof SecondaryIndex secondary && secondary.field().equals(field)) {
                return secondary;
            }
        }
        return null;
    }
}
