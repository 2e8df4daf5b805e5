package io.lotline.api.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says of our records which members are always there, those that are not marked Nullable, and of
/// values how they are written.
@Component
class RecordSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema == null || type.getType() == null) {
            return schema;
        }
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (raw.isRecord() && raw.getName().startsWith("io.lotline.")) {
            Schema<?> described = described(schema, context);
            if (described.getProperties() != null) {
                described.setRequired(required(raw, described));
            }
        }
        return ValueSchemas.described(raw, schema);
    }

    private static Schema<?> described(Schema<?> schema, ModelConverterContext context) {
        if (schema.get$ref() == null) {
            return schema;
        }
        String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
        Schema<?> defined = context.getDefinedModels().get(name);
        return defined == null ? schema : defined;
    }

    private static List<String> required(Class<?> type, Schema<?> described) {
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                // a member that both have is the outer one's
                required.addAll(required(component.getType(), described));
                continue;
            }
            // a flag may be left out of a request
            if (component.getType() != boolean.class
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && described.getProperties().containsKey(component.getName())) {
                required.add(component.getName());
            }
        }
        return required.stream().distinct().toList();
    }
}
