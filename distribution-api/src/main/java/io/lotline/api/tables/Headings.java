package io.lotline.api.tables;

import io.lotline.api.http.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What people call the columns of a workbook. CSV is for programs, too, and names them as JSON
/// does.
public final class Headings {
    private static final Map<String, String> CHINESE = read();

    private Headings() {}

    static String of(Column column, Language language) {
        return switch (language) {
            case EN -> column.name();
            case ZH -> inChinese(column.path());
        };
    }

    /// Whether a column has a name in Chinese.
    static boolean knows(String name) {
        return CHINESE.containsKey(name);
    }

    /// What a member of a JSON document is called in Chinese.
    public static String inChinese(List<String> path) {
        String whole = CHINESE.get(String.join(".", path));
        if (whole != null) {
            return whole;
        }
        return String.join(
                "·", path.stream().map(name -> CHINESE.getOrDefault(name, name)).toList());
    }

    private static Map<String, String> read() {
        Map<String, String> words = new HashMap<>();
        try (InputStream in = Headings.class.getResourceAsStream("/tables/zh-CN.txt");
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        java.util.Objects.requireNonNull(in),
                                        StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> words.put(pair[0], pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
