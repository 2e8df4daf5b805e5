package io.lotline.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The figures of one run, printed as they come and written as JSON at the end.
final class Figures {
    private final List<Figure> figures = new ArrayList<>();

    /// One measured figure.
    ///
    /// @param baseline what `ratio` compares with, null for a baseline itself
    record Figure(
            String name,
            double value,
            String unit,
            @Nullable String baseline,
            @Nullable Double ratio) {}

    /// The document that `--json` writes.
    record Report(List<Figure> figures) {}

    void heading(String title) {
        System.out.printf("%n%s%n", title);
        System.out.printf("  %-34s %14s %-10s %8s  %s%n", "figure", "value", "unit", "ratio", "to");
    }

    void baseline(String name, double value, String unit) {
        add(new Figure(name, value, unit, null, null));
    }

    void add(String name, double value, String unit, String baseline, double baselineValue) {
        add(new Figure(name, value, unit, baseline, value / baselineValue));
    }

    private void add(Figure figure) {
        figures.add(figure);
        System.out.printf(
                Locale.ROOT,
                "  %-34s %,14.1f %-10s %8s  %s%n",
                figure.name(),
                figure.value(),
                figure.unit(),
                figure.ratio() == null ? "" : String.format(Locale.ROOT, "%.2f", figure.ratio()),
                figure.baseline() == null ? "" : figure.baseline());
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file,
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new Report(figures)));
    }
}
