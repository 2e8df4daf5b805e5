package io.lotline.api.http;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/// The converters between bodies and objects: these and no others, whatever a library brings.
///
/// One of them reads objects, from JSON. The other two write what controllers have as bytes or text
/// already.
final class OneWayIn {
    // Spring Boot's name for the JSON of /actuator
    private static final MediaType ACTUATOR =
            MediaType.parseMediaType("application/vnd.spring-boot.actuator.v3+json");

    private OneWayIn() {}

    static List<HttpMessageConverter<?>> converters(JsonMapper json) {
        JacksonJsonHttpMessageConverter objects = new JacksonJsonHttpMessageConverter(json);
        objects.setSupportedMediaTypes(List.of(MediaTypes.JSON, MediaTypes.JSON_LD, ACTUATOR));
        return List.of(
                new ByteArrayHttpMessageConverter(), new StringHttpMessageConverter(), objects);
    }
}
