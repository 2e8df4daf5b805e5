package io.lotline.projections.store;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Which documents of a view are meant: those that meet all conditions. Values are compared as they
/// are stored: texts and numbers.
///
/// @param named whether a field must have some value: what ended has none, so nothing else keeps it
///     out, and an index alone can count
public record Where(List<Bson> conditions, boolean named) {
    /// All documents.
    public static final Where ALL = new Where(List.of(), false);

    public Where {
        conditions = List.copyOf(conditions);
    }

    /// The field, or one element of it, has the value; a null value does not restrict.
    public Where is(String field, @Nullable Object value) {
        return value == null ? this : naming(Filters.eq(field, stored(value)));
    }

    /// The field has the value, or for null one of all that there are: so one index, of the fields
    /// before and of this, serves both in the order of keys.
    public Where isOrAny(String field, @Nullable Object value, Object... all) {
        if (value != null) {
            return is(field, value);
        }
        return named ? in(field, List.of(all)) : this;
    }

    public Where isNot(String field, Object value) {
        return and(Filters.ne(field, stored(value)));
    }

    public Where in(String field, Collection<?> values) {
        return naming(Filters.in(field, values.stream().map(Where::stored).toList()));
    }

    public Where atLeast(String field, Object value) {
        return naming(Filters.gte(field, stored(value)));
    }

    public Where above(String field, Object value) {
        return naming(Filters.gt(field, stored(value)));
    }

    public Where below(String field, Object value) {
        return naming(Filters.lt(field, stored(value)));
    }

    /// The field is there.
    public Where has(String field) {
        return naming(Filters.exists(field));
    }

    public Where hasNot(String field) {
        return and(Filters.exists(field, false));
    }

    /// The document's key begins with `prefix`.
    public Where keyBegins(String prefix) {
        return and(Filters.and(Filters.gte("_id", prefix), Filters.lt("_id", prefix + '\uffff')));
    }

    public Where keyUpTo(String key) {
        return and(Filters.lte("_id", key));
    }

    Where keyAfter(String key) {
        return and(Filters.gt("_id", key));
    }

    /// The document has one of these keys.
    public Where keyIn(Collection<String> keys) {
        return and(Filters.in("_id", keys));
    }

    private Where and(Bson condition) {
        return with(condition, named);
    }

    private Where naming(Bson condition) {
        return with(condition, true);
    }

    private Where with(Bson condition, boolean nowNamed) {
        List<Bson> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Where(all, nowNamed);
    }

    Bson filter() {
        List<Bson> all = new ArrayList<>(conditions);
        if (!named) {
            all.add(Filters.exists(ViewStore.ENDED, false));
        }
        return Filters.and(all);
    }

    private static Object stored(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
