package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.Operation;
import io.lotline.api.http.OperationTable;
import io.lotline.api.http.Reads;
import io.lotline.core.values.CallerRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint has its line in the table of operations, and every line its endpoint.
class OperationTableTest {

    @Test
    void every_read_says_which_views_it_is_made_of() {
        RunningLotline.shared()
                .context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (mapping, method) -> {
                            if (mapping.getMethodsCondition()
                                            .getMethods()
                                            .contains(RequestMethod.GET)
                                    && mapping.getPatternValues().toString().contains("/v1/")) {
                                assertThat(method.hasMethodAnnotation(Reads.class))
                                        .as(mapping.toString())
                                        .isTrue();
                            }
                        });
    }

    @Test
    void the_table_and_the_endpoints_agree() {
        Set<String> endpoints = new TreeSet<>();
        RunningLotline.shared()
                .context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (mapping, _) -> {
                            for (String pattern : mapping.getPatternValues()) {
                                for (RequestMethod method :
                                        mapping.getMethodsCondition().getMethods()) {
                                    if (pattern.matches("/(v1|epcis)/.*")) {
                                        endpoints.add(method + " " + pattern);
                                    }
                                }
                            }
                        });
        assertThat(OperationTable.all().stream().map(Operation::name).collect(Collectors.toSet()))
                .isEqualTo(endpoints);
        assertThat(endpoints).isNotEmpty();
    }

    @Test
    void the_published_table_is_the_one_that_is_kept_to() throws IOException {
        Path published =
                Path.of(System.getProperty("lotline.root", ".."), "docs", "operation-table.md");
        String table = table();
        if (Boolean.getBoolean("lotline.docs.write")) {
            Files.writeString(published, table);
        }
        assertThat(published)
                .as(
                        "who may call what has changed: if that is meant, run this test with -Dlotline.docs.write=true")
                .hasContent(table);
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder(
                        """
                        # Who may call what

                        Made from `OperationTable`, which is what the server keeps to; a test compares the two. What is not here, nobody may call.
                        Whose goods and which warehouse a caller may touch is said by its key besides.

                        | operation | roles | body | answer | idempotency key | a regulator's call is recorded |
                        | --- | --- | --- | --- | --- | --- |
                        """);
        for (Operation operation : OperationTable.all()) {
            table.append(
                    "| `%s` | %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    operation.name(),
                                    operation.roles().stream()
                                            .sorted()
                                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                                            .collect(Collectors.joining(", ")),
                                    operation.takes() == null ? "" : operation.takes(),
                                    operation.method().equals("DELETE")
                                            ? ""
                                            : operation.answers().stream()
                                                    .map(
                                                            type ->
                                                                    type.getType()
                                                                            + "/"
                                                                            + type.getSubtype())
                                                    .collect(Collectors.joining(", ")),
                                    operation.keyed() ? "yes" : "",
                                    operation.recorded()
                                                    && operation
                                                            .roles()
                                                            .contains(CallerRole.REGULATOR)
                                            ? "yes"
                                            : ""));
        }
        return table.toString();
    }
}
