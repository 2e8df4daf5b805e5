package io.lotline.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Figures figures =
            new Figures(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void a_figure_stands_beside_its_ratio_to_the_baseline_that_it_names(@TempDir Path folder)
            throws Exception {
        figures.heading("Appends", "what they are");
        figures.add("append/64/raw100", 9_000, "commits/s", "raw100", 15_000);
        figures.write(folder.resolve("figures.json"));

        JsonNode figure = only(folder.resolve("figures.json"));
        assertThat(figure.get("name").asString()).isEqualTo("append/64/raw100");
        assertThat(figure.get("value").asDouble()).isEqualTo(9_000);
        assertThat(figure.get("unit").asString()).isEqualTo("commits/s");
        assertThat(figure.get("baseline").asString()).isEqualTo("raw100");
        assertThat(figure.get("baselineValue").asDouble()).isEqualTo(15_000);
        assertThat(figure.get("ratio").asDouble()).isEqualTo(0.6);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("append/64/raw100", "9,000 commits/s", "0.60 × raw100, 15,000");
    }

    @Test
    void a_figure_that_stands_alone_has_no_ratio(@TempDir Path folder) throws Exception {
        figures.add("trace/lot/10k", 2.6, "ms");
        figures.write(folder.resolve("figures.json"));

        JsonNode figure = only(folder.resolve("figures.json"));
        assertThat(figure.get("value").asDouble()).isEqualTo(2.6);
        assertThat(figure.get("baseline").isNull()).isTrue();
        assertThat(figure.get("ratio").isNull()).isTrue();
    }

    private static JsonNode only(Path file) throws Exception {
        JsonNode figures =
                JsonMapper.builder().build().readTree(Files.readString(file)).get("figures");
        assertThat(figures.size()).isOne();
        return figures.get(0);
    }
}
