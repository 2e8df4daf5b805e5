package io.lotline.ops.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The figures of one run, printed as they come and written as JSON at the end.
final class Figures {
    private static final int LONGEST_PLAIN = 1_000;

    private final List<Figure> figures = new ArrayList<>();
    private final PrintStream out;

    Figures(PrintStream out) {
        this.out = out;
    }

    /// One measured figure.
    ///
    /// @param baseline      what `ratio` compares with, null where there is nothing
    /// @param baselineValue the baseline's own value in the same run, in the same unit
    /// @param ratio         value / baselineValue
    record Figure(
            String name,
            double value,
            String unit,
            @Nullable String baseline,
            @Nullable Double baselineValue,
            @Nullable Double ratio) {}

    /// The document that `--json` writes.
    record Report(List<Figure> figures) {}

    /// Begins a table; `explained` says in a sentence or two what is measured, and how.
    void heading(String title, String explained) {
        out.printf("%n%s%n", title);
        if (!explained.isEmpty()) {
            out.println(explained.indent(2).stripTrailing());
        }
        out.printf("  %-32s %12s %-12s %7s   %s%n", "figure", "value", "unit", "ratio", "baseline");
    }

    /// A figure that stands alone.
    void add(String name, double value, String unit) {
        add(new Figure(name, value, unit, null, null, null));
    }

    /// A figure beside its baseline of the same run.
    void add(String name, double value, String unit, String baseline, double baselineValue) {
        add(new Figure(name, value, unit, baseline, baselineValue, value / baselineValue));
    }

    private void add(Figure figure) {
        figures.add(figure);
        String compared =
                figure.baseline() == null || figure.baselineValue() == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%7.2f × %s, %s",
                                figure.ratio(),
                                figure.baseline(),
                                number(figure.baselineValue()));
        out.printf(
                Locale.ROOT,
                "  %-32s %12s %-12s %s%n",
                figure.name(),
                number(figure.value()),
                figure.unit(),
                compared);
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) >= LONGEST_PLAIN ? "%,.0f" : "%.2f", value);
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
