package io.lotline.core.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.lotline.core.events.WrittenText.NotWritten;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads events in the very form in which they are written: no space between, the components of a
/// record in their order, absent ones left out. What is written in any other way, and what an event
/// refuses, is for Jackson, which takes several times longer; whoever folds a whole log anew waits
/// for little else.
final class WrittenForm {
    private static final ClassValue<Optional<Part>> PARTS =
            new ClassValue<>() {
                @Override
                protected Optional<Part> computeValue(Class<?> type) {
                    return Optional.ofNullable(partOf(type));
                }
            };

    private static final String MINUTES = "HH:mm";

    private WrittenForm() {}

    /// Null where this is not the written form of such an event.
    static <T> @Nullable T read(Class<T> type, String json) {
        Part whole = PARTS.get(type).orElse(null);
        if (whole == null) {
            return null;
        }
        WrittenText text = new WrittenText(json);
        try {
            Object read = whole.read(text);
            return text.ended() ? type.cast(read) : null;
        } catch (Error e) {
            throw e;
        } catch (Throwable refused) {
            return null;
        }
    }

    /// Reads what stands here as a value of one type.
    @FunctionalInterface
    private interface Part {
        Object read(WrittenText text) throws Throwable;
    }

    /// Makes a value of what a string says.
    @FunctionalInterface
    private interface OfText {
        Object make(String text) throws Throwable;
    }

    /// Null for types that are left to Jackson.
    private static @Nullable Part partOf(Type type) {
        if (type instanceof ParameterizedType collection) {
            return collectionOf(collection);
        }
        if (!(type instanceof Class<?> plain)) {
            return null;
        }
        if (plain == String.class) {
            return WrittenText::string;
        }
        if (plain == int.class || plain == Integer.class) {
            return WrittenText::integer;
        }
        if (plain == long.class || plain == Long.class) {
            return WrittenText::longInteger;
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return WrittenText::bool;
        }
        if (plain == BigDecimal.class) {
            return text -> new BigDecimal(text.number());
        }
        if (plain == Instant.class) {
            return text -> present(StoredTimes.instant(text.string()));
        }
        if (plain == LocalDate.class) {
            return new KnownTexts(written -> present(StoredTimes.date(written)));
        }
        if (plain == LocalTime.class) {
            return new KnownTexts(WrittenForm::time);
        }
        if (plain.isEnum()) {
            return new KnownTexts(written -> constant(plain, written));
        }
        MethodHandle creator = creatorOf(plain);
        if (creator != null) {
            return new KnownTexts(written -> (Object) creator.invokeExact(written));
        }
        return plain.isRecord() ? RecordPart.of(plain) : null;
    }

    private static @Nullable Part collectionOf(ParameterizedType type) {
        Part element = partOf(type.getActualTypeArguments()[0]);
        if (element == null) {
            return null;
        }
        if (type.getRawType() == List.class) {
            return text -> elements(text, element, new ArrayList<>());
        }
        if (type.getRawType() == Set.class) {
            return text -> elements(text, element, new HashSet<>());
        }
        return null;
    }

    private static Collection<Object> elements(
            WrittenText text, Part element, Collection<Object> elements) throws Throwable {
        text.expect('[');
        if (text.take(']')) {
            return elements;
        }
        do {
            elements.add(element.read(text));
        } while (text.take(','));
        text.expect(']');
        return elements;
    }

    private static <T> T present(@Nullable T value) throws NotWritten {
        if (value == null) {
            throw NotWritten.HERE;
        }
        return value;
    }

    /// Times of the day are written to the minute.
    private static Object time(String written) throws NotWritten {
        if (written.length() != MINUTES.length()) {
            throw NotWritten.HERE;
        }
        return LocalTime.parse(written);
    }

    /// A constant's text is its name, or its word where it has one (`JsonValue`).
    private static Object constant(Class<?> type, String text) throws NotWritten {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(text))
                .findAny()
                .orElseThrow(() -> NotWritten.HERE);
    }

    /// The constructor or static method that makes such a value of its text; null if it has none.
    private static @Nullable MethodHandle creatorOf(Class<?> type) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle found = null;
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.isAnnotationPresent(JsonCreator.class)) {
                    found = lookup.unreflectConstructor(constructor);
                }
            }
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(JsonCreator.class)) {
                    found = lookup.unreflect(method);
                }
            }
            return found == null
                    ? null
                    : found.asType(MethodType.methodType(Object.class, String.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("an event's value must be accessible", e);
        }
    }

    /// Values made of text. A log says the same few thousand times over: those last made are kept,
    /// so that most are neither cut out of the text nor checked again.
    private static final class KnownTexts implements Part {
        private static final int KEPT = 256;
        private static final int LONGEST = 64;

        private final OfText maker;

        /// By hash; threads that race overwrite each other's, which costs no more than a miss.
        private final @Nullable Known[] known = new Known[KEPT];

        private record Known(String text, Object value) {}

        KnownTexts(OfText maker) {
            this.maker = maker;
        }

        @Override
        public Object read(WrittenText text) throws Throwable {
            text.scan();
            int slot = text.hash() & KEPT - 1;
            Known last = known[slot];
            if (last != null && text.says(last.text())) {
                return last.value();
            }
            String says = text.scanned();
            Object value = maker.make(says);
            if (says.length() <= LONGEST && !text.isEscaped()) {
                known[slot] = new Known(says, value);
            }
            return value;
        }
    }

    /// @param constructor takes the components as an array
    private record RecordPart(Component[] components, MethodHandle constructor) implements Part {
        /// @param first   how the component begins where it is the record's first, and where not
        /// @param further how it begins behind another
        private record Component(String first, String further, boolean optional, Part part) {
            static @Nullable Component of(RecordComponent component) {
                Part part = partOf(component.getGenericType());
                String name = "\"" + component.getName() + "\":";
                return part == null
                        ? null
                        : new Component(name, "," + name, !component.getType().isPrimitive(), part);
            }
        }

        static @Nullable RecordPart of(Class<?> type) {
            List<Component> components = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Component read = Component.of(component);
                if (read == null) {
                    return null;
                }
                components.add(read);
            }
            try {
                Constructor<?> constructor =
                        type.getDeclaredConstructor(
                                Arrays.stream(type.getRecordComponents())
                                        .map(RecordComponent::getType)
                                        .toArray(Class<?>[]::new));
                return new RecordPart(
                        components.toArray(Component[]::new),
                        MethodHandles.lookup()
                                .unreflectConstructor(constructor)
                                .asSpreader(Object[].class, components.size())
                                .asType(MethodType.methodType(Object.class, Object[].class)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("an event's record must be accessible", e);
            }
        }

        @Override
        public Object read(WrittenText text) throws Throwable {
            Object[] values = new Object[components.length];
            text.expect('{');
            boolean first = true;
            for (int i = 0; i < components.length; i++) {
                Component component = components[i];
                if (text.take(first ? component.first() : component.further())) {
                    values[i] = component.part().read(text);
                    first = false;
                } else if (!component.optional()) {
                    throw NotWritten.HERE;
                }
            }
            text.expect('}');
            return (Object) constructor.invokeExact(values);
        }
    }
}
