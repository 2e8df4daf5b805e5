package io.lotline.api.http;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/// Reads the constants of enums in queries and paths as they are written in JSON.
@SuppressWarnings("rawtypes")
final class EnumWords implements ConverterFactory<String, Enum> {

    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
        return text -> {
            for (T constant : type.getEnumConstants()) {
                if (constant.toString().equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(text);
        };
    }
}
