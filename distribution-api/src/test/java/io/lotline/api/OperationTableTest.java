package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.Operation;
import io.lotline.api.http.OperationTable;
import io.lotline.api.http.Reads;
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
                                    if (pattern.startsWith("/v1/")) {
                                        endpoints.add(method + " " + pattern);
                                    }
                                }
                            }
                        });
        assertThat(OperationTable.all().stream().map(Operation::name).collect(Collectors.toSet()))
                .isEqualTo(endpoints);
        assertThat(endpoints).isNotEmpty();
    }
}
