package io.lotline.projections.store;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The documents of a view as queries read them, in the order of their keys. Each read is of one
/// edition of the view, from its beginning to its end.
///
/// @param <D> the document
public final class Documents<D> {
    private static final int KEYS_PER_READ = 1_000;

    private final Supplier<MongoCollection<Document>> live;
    private final Class<D> type;

    Documents(Supplier<MongoCollection<Document>> live, Class<D> type) {
        this.live = live;
        this.type = type;
    }

    public Optional<D> find(String key) {
        return Asked.of(() -> Optional.ofNullable(live.get().find(Filters.eq("_id", key)).first()))
                .filter(stored -> !stored.containsKey(ViewStore.ENDED))
                .map(stored -> DocumentJson.read(stored, type));
    }

    /// The documents of these keys, as far as they exist.
    public Map<String, D> find(Collection<String> keys) {
        Map<String, D> found = new LinkedHashMap<>();
        if (!keys.isEmpty()) {
            forEach(Where.ALL.keyIn(keys), found::put);
        }
        return found;
    }

    /// A page of those that are meant.
    ///
    /// @param after the cursor of the page before, null for the first page
    public Page<D> find(Where where, @Nullable String after, int limit) {
        Where rest = after == null ? where : where.keyAfter(Cursor.decode(after));
        return Asked.of(() -> page(rest, limit));
    }

    private Page<D> page(Where rest, int limit) {
        List<D> items = new ArrayList<>();
        String last = null;
        boolean more = false;
        try (MongoCursor<Document> cursor = inOrder(rest).limit(limit + 1).iterator()) {
            while (cursor.hasNext()) {
                Document stored = cursor.next();
                if (items.size() == limit) {
                    more = true;
                    break;
                }
                items.add(DocumentJson.read(stored, type));
                last = stored.getString("_id");
            }
        }
        return new Page<>(items, more && last != null ? Cursor.encode(last) : null);
    }

    /// The documents of these ranges of keys as one list, in the order of what follows the
    /// prefixes.
    ///
    /// @param expected how many of them are likely wanted
    public MergedRanges<D> merged(
            Collection<String> prefixes, MergedRanges.@Nullable Place after, int expected) {
        return new MergedRanges<>(this, prefixes, after, expected);
    }

    /// A page of [#merged].
    ///
    /// @param after the cursor of the page before, null for the first page
    public Page<D> findMerged(Collection<String> prefixes, @Nullable String after, int limit) {
        MergedRanges<D> merged =
                merged(
                        prefixes,
                        after == null ? null : MergedRanges.Place.of(Cursor.decode(after)),
                        limit + 1);
        List<D> items = new ArrayList<>();
        MergedRanges.@Nullable Place last = null;
        for (MergedRanges.Item<D> item = merged.next(); item != null; item = merged.next()) {
            D document = item.stored().document();
            if (document != null) {
                if (items.size() == limit) {
                    return new Page<>(items, Cursor.encode(Objects.requireNonNull(last).text()));
                }
                items.add(document);
                last = item.place();
            }
        }
        return new Page<>(items, null);
    }

    /// Up to so many keys before `key`, the nearest first; for views whose documents do not end.
    public List<String> keysBefore(String key, int limit) {
        return Asked.of(() -> keys(Filters.lt("_id", key), Sorts.descending("_id"), limit));
    }

    /// Up to so many keys from `key` on, in their order; for views whose documents do not end.
    public List<String> keysFrom(String key, int limit) {
        return Asked.of(() -> keys(Filters.gte("_id", key), Sorts.ascending("_id"), limit));
    }

    /// The keys that stand nearest to `key` in their order, so many on each side.
    public List<String> keysAround(String key, int each) {
        List<String> around = new ArrayList<>(keysBefore(key, each));
        Collections.reverse(around);
        around.addAll(keysFrom(key, each));
        return around;
    }

    private List<String> keys(Bson which, Bson order, int limit) {
        List<String> keys = new ArrayList<>();
        live.get()
                .find(which)
                .sort(order)
                .limit(limit)
                .projection(Projections.include("_id"))
                .forEach(stored -> keys.add(stored.getString("_id")));
        return keys;
    }

    /// Hands over every document that is meant, with its key.
    public void forEach(Where where, BiConsumer<String, D> consumer) {
        forEachUntil(
                where,
                (key, document) -> {
                    consumer.accept(key, document);
                    return true;
                });
    }

    /// Up to so many of the documents that are meant, behind the key `after`, with their keys.
    public List<Map.Entry<String, D>> next(Where where, @Nullable String after, int limit) {
        return entries(inOrder(after == null ? where : where.keyAfter(after)).limit(limit));
    }

    /// Of the documents that are meant the one with the last key.
    public Optional<Map.Entry<String, D>> last(Where where) {
        return entries(live.get().find(where.filter()).sort(Sorts.descending("_id")).limit(1))
                .stream()
                .findFirst();
    }

    /// The same in the order of a field, and of the keys where its value is the same.
    public List<Map.Entry<String, D>> nextBy(String field, Where where, int limit) {
        return entries(
                live.get().find(where.filter()).sort(Sorts.ascending(field, "_id")).limit(limit));
    }

    private List<Map.Entry<String, D>> entries(FindIterable<Document> found) {
        return Asked.of(() -> read(found));
    }

    private List<Map.Entry<String, D>> read(FindIterable<Document> found) {
        List<Map.Entry<String, D>> entries = new ArrayList<>();
        try (MongoCursor<Document> cursor = found.iterator()) {
            while (cursor.hasNext()) {
                Document stored = cursor.next();
                entries.add(Map.entry(stored.getString("_id"), DocumentJson.read(stored, type)));
            }
        }
        return entries;
    }

    /// Hands over the documents that are meant, in the order of keys, until the visitor has enough.
    public void forEachUntil(Where where, Visitor<D> visitor) {
        Asked.of(() -> visit(where, visitor));
    }

    private void visit(Where where, Visitor<D> visitor) {
        try (MongoCursor<Document> cursor = inOrder(where).iterator()) {
            while (cursor.hasNext()) {
                Document stored = cursor.next();
                if (!visitor.visit(stored.getString("_id"), DocumentJson.read(stored, type))) {
                    return;
                }
            }
        }
    }

    /// Hands over only some fields of every document that is meant, in no order: cheaper than whole
    /// documents.
    public void forEachPart(
            Where where, List<String> fields, BiConsumer<String, Map<String, Object>> consumer) {
        Asked.of(() -> visitParts(where, fields, consumer));
    }

    private void visitParts(
            Where where, List<String> fields, BiConsumer<String, Map<String, Object>> consumer) {
        try (MongoCursor<Document> cursor =
                live.get()
                        .find(where.filter())
                        .projection(Projections.include(fields))
                        .batchSize(1_000)
                        .iterator()) {
            while (cursor.hasNext()) {
                Document stored = cursor.next();
                consumer.accept(stored.getString("_id"), stored);
            }
        }
    }

    /// How many there are, as the store keeps count; for views whose documents do not end.
    public long count() {
        return Asked.of(() -> live.get().estimatedDocumentCount());
    }

    public long count(Where where) {
        return Asked.of(() -> live.get().countDocuments(where.filter()));
    }

    private FindIterable<Document> inOrder(Where where) {
        return live.get().find(where.filter()).sort(Sorts.ascending("_id")).batchSize(500);
    }

    /// Up to so many documents whose keys are from `from` on and before `to`, in their order; what
    /// ended stands among them as long as the store has it.
    public List<Stored<D>> range(String from, String to, int limit) {
        return Asked.of(
                () ->
                        stored(
                                live.get()
                                        .find(
                                                Filters.and(
                                                        Filters.gte("_id", from),
                                                        Filters.lt("_id", to)))
                                        .sort(Sorts.ascending("_id"))
                                        .limit(limit)));
    }

    /// The documents of these keys, as [#range] answers them, in no order.
    public List<Stored<D>> stored(Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        List<Stored<D>> found = new ArrayList<>(wanted.size());
        for (int first = 0; first < wanted.size(); first += KEYS_PER_READ) {
            List<String> some =
                    wanted.subList(first, Math.min(first + KEYS_PER_READ, wanted.size()));
            found.addAll(Asked.of(() -> stored(live.get().find(Filters.in("_id", some)))));
        }
        return found;
    }

    /// The documents whose field has one of these values, as [#range] answers them, in no order.
    public List<Stored<D>> storedIn(String field, Collection<String> values) {
        return Asked.of(() -> stored(live.get().find(Filters.in(field, values))));
    }

    private List<Stored<D>> stored(FindIterable<Document> documents) {
        List<Stored<D>> found = new ArrayList<>();
        try (MongoCursor<Document> cursor = documents.iterator()) {
            while (cursor.hasNext()) {
                Document stored = cursor.next();
                found.add(
                        new Stored<>(
                                stored.getString("_id"),
                                stored.get(ViewStore.POSITION, Number.class).longValue(),
                                stored.containsKey(ViewStore.ENDED)
                                        ? null
                                        : DocumentJson.read(stored, type)));
            }
        }
        return found;
    }

    /// A document and the position that it reflects; null where the fold ended it.
    public record Stored<D>(String key, long position, @Nullable D document) {}

    /// Answers whether it wants to see more.
    @FunctionalInterface
    public interface Visitor<D> {
        boolean visit(String key, D document);
    }
}
