package io.lotline.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.lotline.core.values.Di;
import io.lotline.core.values.MalformedValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the description says of a value is what the value itself says.
class ValueSchemasTest {
    /// Nothing of these is any of the values with a pattern.
    private static final List<String> NONE_OF_THEM =
            List.of("", " ", "a b", "中文", "a/b", "x".repeat(130));

    static Stream<Class<?>> values() {
        return new ClassFileImporter()
                .importPackages(Di.class.getPackageName()).stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(Class::isRecord)
                        .filter(ValueSchemasTest::isText);
    }

    private static boolean isText(Class<?> type) {
        return type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getType() == String.class
                && type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    @ParameterizedTest
    @MethodSource("values")
    void every_value_is_described_with_one_that_is_good(Class<?> type) throws Exception {
        ValueSchemas.Form form = ValueSchemas.of(type);
        assertThat(form).as("what a %s looks like", type.getSimpleName()).isNotNull();
        make(type, form.example());
        if (form.pattern() != null) {
            assertThat(form.example()).matches(form.pattern());
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void what_the_pattern_or_the_length_refuses_is_refused(Class<?> type) {
        ValueSchemas.Form form = Objects.requireNonNull(ValueSchemas.of(type));
        for (String text : NONE_OF_THEM) {
            boolean long_ = form.maxLength() > 0 && text.length() > form.maxLength();
            if (text.isEmpty()
                    || long_
                    || form.pattern() != null && !Pattern.matches(form.pattern(), text)) {
                assertThatThrownBy(() -> make(type, text))
                        .as("%s '%s'", type.getSimpleName(), text)
                        .hasCauseInstanceOf(MalformedValue.class);
            }
        }
    }

    private static void make(Class<?> type, String text) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor(String.class);
        try {
            constructor.newInstance(text);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        }
    }
}
