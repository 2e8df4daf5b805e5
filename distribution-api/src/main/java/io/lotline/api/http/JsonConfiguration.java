package io.lotline.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// JSON as the API speaks it: strict in what it takes, times with the park's offset in what it
/// gives.
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    JsonMapperBuilderCustomizer apiJson(ParkClock clock) {
        return builder -> configure(builder, clock.zone());
    }

    static JsonMapper.Builder configure(JsonMapper.Builder builder, ZoneId zone) {
        return builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config ->
                                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .annotationIntrospector(new NullMarkedIntrospector())
                .addModule(
                        new SimpleModule()
                                .addSerializer(Instant.class, new InstantWriter(zone))
                                .addDeserializer(Instant.class, new InstantReader())
                                .addDeserializer(LocalDate.class, new DateReader()));
    }

    /// Takes what is required from the code: a record component is, unless it is marked Nullable.
    private static final class NullMarkedIntrospector extends JacksonAnnotationIntrospector {
        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            Boolean required = required(member);
            return required != null ? required : super.hasRequiredMarker(config, member);
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return Boolean.TRUE.equals(required(annotated))
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : super.findSetterInfo(config, annotated);
        }

        private static @Nullable Boolean required(Annotated annotated) {
            if (!(annotated instanceof AnnotatedParameter parameter)) {
                return null;
            }
            Class<?> type = parameter.getDeclaringClass();
            if (!type.isRecord() || !type.getName().startsWith("io.lotline.")) {
                return null;
            }
            RecordComponent[] components = type.getRecordComponents();
            if (parameter.getOwner().getParameterCount() != components.length) {
                return null;
            }
            RecordComponent component = components[parameter.getIndex()];
            // a flag that is left out is off
            return component.getType() != boolean.class
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }

    private static final class InstantWriter extends ValueSerializer<Instant> {
        private final DateTimeFormatter format;

        InstantWriter(ZoneId zone) {
            this.format = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
        }

        @Override
        public void serialize(
                Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(format.format(value));
        }
    }

    private static final class InstantReader extends ValueDeserializer<Instant> {
        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                try {
                    return CalendarText.instant(parser.getString());
                } catch (DateTimeException _) {
                    // told below
                }
            }
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
    }

    private static final class DateReader extends ValueDeserializer<LocalDate> {
        @Override
        public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                try {
                    return CalendarText.date(parser.getString());
                } catch (DateTimeException _) {
                    // told below
                }
            }
            return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
        }
    }
}
