package io.lotline.core.events;

import java.io.Serial;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
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
        addDeserializer(Instant.class, new Instants());
        addDeserializer(LocalDate.class, new LocalDates());
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

    private static final class Instants extends StdScalarDeserializer<Instant> {
        Instants() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            Instant read = StoredTimes.instant(parser.getString());
            return read != null ? read : InstantDeserializer.INSTANT.deserialize(parser, context);
        }
    }

    private static final class LocalDates extends StdScalarDeserializer<LocalDate> {
        LocalDates() {
            super(LocalDate.class);
        }

        @Override
        public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            LocalDate read = StoredTimes.date(parser.getString());
            return read != null
                    ? read
                    : LocalDateDeserializer.INSTANCE.deserialize(parser, context);
        }
    }
}
