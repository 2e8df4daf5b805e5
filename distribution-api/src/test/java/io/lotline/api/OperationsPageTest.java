package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The metrics that the operator's page names are those that the server publishes.
class OperationsPageTest {
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `(lotline_\\w+)`");

    private static final Set<String> ELSEWHERE =
            Set.of(
                    "lotline_commands_retries_total",
                    "lotline_view_stopped",
                    "lotline_log_tags_bytes",
                    "lotline_log_tags_complete");

    @Test
    void every_metric_of_the_page_is_published() throws IOException {
        Path page = Path.of(System.getProperty("lotline.root", ".."), "docs", "operations.md");
        Set<String> named =
                IN_TABLE.matcher(Files.readString(page))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(10);
        // there while a view is stopped (see StoppedViewTest), after a conflict, on a replica set
        assertThat(named.removeAll(ELSEWHERE)).isTrue();
        Client client = new TestPark(RunningLotline.shared()).admin;

        Set<String> published =
                client.get("/actuator/prometheus")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("lotline_"))
                        .map(line -> line.replaceFirst("[{ ].*", ""))
                        .map(name -> name.replaceFirst("_(count|sum|max|bucket)$", ""))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(published).containsAll(named);
    }
}
