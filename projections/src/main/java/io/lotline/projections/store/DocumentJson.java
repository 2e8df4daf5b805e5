package io.lotline.projections.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records as documents: component names as fields, dates and times as ISO 8601 text, absent values
/// left out.
final class DocumentJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private DocumentJson() {}

    static Document write(Object document) {
        return new Document(MAPPER.convertValue(document, FIELDS));
    }

    static <D> D read(Document stored, Class<D> type) {
        return MAPPER.convertValue(stored, type);
    }
}
