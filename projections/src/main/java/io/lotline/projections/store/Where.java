package io.lotline.projections.store;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Which documents of a view are meant: those that meet all conditions. Values are compared as they
/// are stored: texts and numbers.
public record Where(List<Bson> conditions) {
    /// All documents.
    public static final Where ALL = new Where(List.of());

    public Where {
        conditions = List.copyOf(conditions);
    }

    /// The field, or one element of it, has the value; a null value does not restrict.
    public Where is(String field, @Nullable Object value) {
        return value == null ? this : and(Filters.eq(field, stored(value)));
    }

    public Where isNot(String field, Object value) {
        return and(Filters.ne(field, stored(value)));
    }

    public Where in(String field, Collection<?> values) {
        return and(Filters.in(field, values.stream().map(Where::stored).toList()));
    }

    public Where atLeast(String field, Object value) {
        return and(Filters.gte(field, stored(value)));
    }

    public Where below(String field, Object value) {
        return and(Filters.lt(field, stored(value)));
    }

    /// The field is there.
    public Where has(String field) {
        return and(Filters.exists(field));
    }

    public Where hasNot(String field) {
        return and(Filters.exists(field, false));
    }

    /// The document's key begins with `prefix`.
    public Where keyBegins(String prefix) {
        return and(Filters.and(Filters.gte("_id", prefix), Filters.lt("_id", prefix + '\uffff')));
    }

    Where keyAfter(String key) {
        return and(Filters.gt("_id", key));
    }

    Where keyFrom(String key) {
        return and(Filters.gte("_id", key));
    }

    private Where and(Bson condition) {
        List<Bson> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Where(all);
    }

    Bson filter() {
        return Filters.and(withoutEnded());
    }

    private List<Bson> withoutEnded() {
        List<Bson> all = new ArrayList<>(conditions);
        all.add(Filters.exists(ViewStore.ENDED, false));
        return all;
    }

    private static Object stored(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
