package io.lotline.api.http;

import io.lotline.core.decision.Rejection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457) on its way to the caller.
///
/// @param name    its stable name: the document's `type` is `/problems/<name>`
/// @param detail  what is wrong, naming the values; then, on the next line, what may help
/// @param members the values that stood in the way
/// @param headers headers that belong to it
public record Problem(
        String name,
        int status,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {
    private static final Set<String> RESERVED =
            Set.of("type", "title", "status", "detail", "instance");

    public Problem {
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    public static Problem of(String name, int status, String detail) {
        return new Problem(name, status, detail, Map.of(), Map.of());
    }

    /// The problem that a refused command is.
    public static Problem of(Rejection rejection) {
        int status =
                switch (rejection.kind()) {
                    case REFUSED -> 422;
                    case UNKNOWN -> 404;
                    case CONFLICT -> 409;
                    case STALE -> 412;
                };
        Problem problem = of(rejection.problem(), status, rejection.message());
        RecordComponent[] components = rejection.getClass().getRecordComponents();
        if (components != null) {
            for (RecordComponent component : components) {
                problem = problem.with(component.getName(), valueOf(rejection, component));
            }
        }
        return problem;
    }

    /// With one more member; nothing where the value is null.
    public Problem with(String member, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(RESERVED.contains(member) ? member + "Value" : member, value);
        return new Problem(name, status, detail, more, headers);
    }

    public Problem withHeader(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(name, status, detail, members, more);
    }

    /// The document in English.
    public Map<String, Object> document() {
        return document(Language.EN);
    }

    /// The document's members in the order in which people read them. Its text is in the reader's
    /// language, its values are as they are.
    public Map<String, Object> document(Language language) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "/problems/" + name);
        document.put("title", Wording.get().title(name, language));
        document.put("status", status);
        document.put("detail", Wording.get().say(detail, language));
        document.putAll(new java.util.TreeMap<>(members));
        return document;
    }

    private static @Nullable Object valueOf(Rejection rejection, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(rejection);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
