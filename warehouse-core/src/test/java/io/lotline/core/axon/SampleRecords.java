package io.lotline.core.axon;

import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.Di;
import io.lotline.core.values.Gln;
import io.lotline.core.values.Location;
import io.lotline.core.values.Money;
import io.lotline.core.values.Place;
import io.lotline.core.values.Price;
import io.lotline.core.values.Sscc;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes instances of records: commands, events and what they are made of. Values come from small
/// pools, so that two samples are often about the same thing.
public final class SampleRecords {
    private static final List<Di> DIS = List.of(new Di("06901234567892"), new Di("A123BJC5D6E71"));
    private static final List<Gln> GLNS =
            List.of(new Gln("6901234000016"), new Gln("4012345000009"));
    private static final List<Sscc> SSCCS =
            List.of(new Sscc("106141412345678908"), new Sscc("006141411234567890"));

    private final @Nullable Random random;

    private SampleRecords(@Nullable Random random) {
        this.random = random;
    }

    /// Always the same sample of a type, with every component that may be absent present.
    public static <T> T full(Class<T> type) {
        return new SampleRecords(null).sample(type);
    }

    public static <T> T random(Class<T> type, Random random) {
        return new SampleRecords(random).sample(type);
    }

    private <T> T sample(Class<T> type) {
        return type.cast(value(type, ""));
    }

    private Object value(Type type, String name) {
        if (type instanceof ParameterizedType many) {
            Type element = many.getActualTypeArguments()[0];
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < (random == null ? 1 : 1 + random.nextInt(2)); i++) {
                values.add(value(element, name));
            }
            return many.getRawType() == Set.class
                    ? new LinkedHashSet<>(values)
                    : List.copyOf(values);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == String.class) {
            return name.isEmpty() ? "text" : name + "-" + (1 + pick(2));
        } else if (wanted == int.class || wanted == Integer.class) {
            return 1 + pick(3);
        } else if (wanted == long.class) {
            return (long) (1 + pick(3));
        } else if (wanted == WarehouseEvent.class) {
            var types = EventCatalogue.types();
            return value(types.get(pick(types.size())), name);
        } else if (wanted == boolean.class) {
            return pick(2) == 0;
        } else if (wanted == LocalDate.class) {
            return LocalDate.of(2026 + pick(3), 6, 30);
        } else if (wanted == LocalTime.class) {
            return LocalTime.of(8 + pick(3), 30);
        } else if (wanted == Instant.class) {
            return Instant.parse("2026-03-01T08:00:00Z");
        } else if (wanted == BigDecimal.class) {
            return BigDecimal.valueOf(name.startsWith("max") ? 8 : 2);
        } else if (wanted == BillingMonth.class) {
            return new BillingMonth("2026-0" + (1 + pick(3)));
        } else if (wanted == Price.class) {
            return new Price("0." + (1 + pick(3)));
        } else if (wanted == Money.class) {
            return new Money("-" + pick(3) + ".50");
        } else if (wanted == Long.class) {
            return (long) (1 + pick(3));
        } else if (wanted == Di.class) {
            return DIS.get(pick(2));
        } else if (wanted == ContentHash.class) {
            return new ContentHash(String.valueOf(1 + pick(2)).repeat(64));
        } else if (wanted == Sscc.class) {
            return SSCCS.get(pick(2));
        } else if (wanted == Gln.class) {
            return GLNS.get(pick(2));
        } else if (wanted == Location.class) {
            return Location.of("W1", "A-" + (1 + pick(2)));
        } else if (wanted == Place.class) {
            return place(name);
        } else if (wanted.isEnum()) {
            return wanted.getEnumConstants()[pick(wanted.getEnumConstants().length)];
        }
        return record(wanted);
    }

    private Place place(String name) {
        Place.Kind kind =
                random == null && name.equals("to")
                        ? Place.Kind.LOCATION
                        : Place.Kind.values()[pick(Place.Kind.values().length)];
        return kind == Place.Kind.LOCATION
                ? Place.location((Location) value(Location.class, ""))
                : new Place(kind, kind.name().toLowerCase(Locale.ROOT) + "-" + (1 + pick(2)));
    }

    /// What is known of a record's class: looking it up takes longer than all else here.
    private record Form(Constructor<?> constructor, List<Part> parts) {
        private static final Map<Class<?>, Form> KNOWN = new ConcurrentHashMap<>();

        private record Part(Type type, String name, boolean nullable) {}

        static Form of(Class<?> type) {
            return KNOWN.computeIfAbsent(type, Form::read);
        }

        private static Form read(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            List<Part> parts = new ArrayList<>();
            for (RecordComponent component : components) {
                String name = component.getName();
                parts.add(
                        new Part(
                                component.getGenericType(),
                                components.length == 1 && name.equals("value")
                                        ? type.getSimpleName().toLowerCase(Locale.ROOT)
                                        : name,
                                component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
            }
            try {
                Constructor<?> constructor =
                        type.getDeclaredConstructor(
                                Arrays.stream(components)
                                        .map(RecordComponent::getType)
                                        .toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Form(constructor, parts);
            } catch (NoSuchMethodException e) {
                throw new AssertionError("no sample of " + type, e);
            }
        }
    }

    private Object record(Class<?> type) {
        Form form = Form.of(type);
        Object[] values = new Object[form.parts().size()];
        for (int i = 0; i < values.length; i++) {
            Form.Part part = form.parts().get(i);
            values[i] = absent(part) ? null : value(part.type(), part.name());
        }
        try {
            return form.constructor().newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + type, e);
        }
    }

    private boolean absent(Form.Part part) {
        return random != null && part.nullable() && random.nextInt(3) == 0;
    }

    private int pick(int bound) {
        return random == null ? 0 : random.nextInt(bound);
    }
}
