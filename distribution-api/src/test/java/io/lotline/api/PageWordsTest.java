package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The words of the pages are complete in both languages: no page shows a word's name, or a word
/// of the other language, and no word is kept that no page says.
class PageWordsTest {
    private static final Pattern ENTRY =
            Pattern.compile("\"([A-Za-z0-9_.-]+)\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SAID = Pattern.compile("(?:\\bt|\\bknown)\\(\"([^\"]+)\"");
    private static final Pattern BEGUN =
            Pattern.compile("(?:\\bt|\\bknown)\\(`([A-Za-z][A-Za-z.]*\\.)\\$\\{");
    private static final Pattern MARKED =
            Pattern.compile("data-(?:word|i18n|i18n-label)\"?(?:=|: )\"([^\"]+)\"");
    private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z][A-Za-z0-9_.-]*)\"");
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

    private static final Map<String, String> FILES = files();

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath:/static/**/*.*")) {
                String path = file.getURL().toString().replaceFirst(".*/static/", "");
                if (path.endsWith(".js") || path.endsWith(".html")) {
                    files.put(path, file.getContentAsString(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return files;
    }

    /// The words of a file, by language.
    private record Book(Map<String, String> zh, Map<String, String> en) {
        static Book of(String text) {
            int english = text.indexOf("\n  en: {");
            assertThat(english).isPositive();
            return new Book(words(text.substring(0, english)), words(text.substring(english)));
        }

        private static Map<String, String> words(String text) {
            Map<String, String> words = new TreeMap<>();
            Matcher entry = ENTRY.matcher(text);
            while (entry.find()) {
                assertThat(words.put(entry.group(1), entry.group(2))).as(entry.group(1)).isNull();
            }
            // entries like { yes: "…" } need no quotes
            Matcher plain =
                    Pattern.compile("[{ ]([a-z]+): \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(text);
            while (plain.find()) {
                words.putIfAbsent(plain.group(1), plain.group(2));
            }
            return words;
        }
    }

    private static Map<String, Book> books() {
        Map<String, Book> books = new TreeMap<>();
        FILES.forEach(
                (path, text) -> {
                    if (path.endsWith("words.js")) {
                        books.put(path, Book.of(text));
                    }
                });
        return books;
    }

    @Test
    void both_languages_have_the_same_words_with_the_same_values_in_them() {
        assertThat(books()).hasSizeGreaterThanOrEqualTo(3);
        books().forEach(
                        (path, book) -> {
                            assertThat(book.zh().keySet()).as(path).isEqualTo(book.en().keySet());
                            book.zh()
                                    .forEach(
                                            (word, text) ->
                                                    assertThat(holes(text))
                                                            .as(path + " " + word)
                                                            .isEqualTo(holes(book.en().get(word))));
                        });
    }

    private static Set<String> holes(String text) {
        Set<String> holes = new TreeSet<>();
        HOLE.matcher(text).results().forEach(hole -> holes.add(hole.group(1)));
        return holes;
    }

    @Test
    void chinese_is_chinese_and_english_is_english() {
        Pattern han = Pattern.compile("\\p{IsHan}");
        Set<String> ownNames = Set.of("language", "language.other");
        books().forEach(
                        (path, book) ->
                                book.en()
                                        .forEach(
                                                (word, text) -> {
                                                    if (!ownNames.contains(word)) {
                                                        assertThat(han.matcher(text).find())
                                                                .as(path + " " + word)
                                                                .isFalse();
                                                    }
                                                }));
    }

    @Test
    void every_word_that_a_page_says_is_there_and_every_word_is_said() {
        Set<String> kept = new TreeSet<>();
        books().values().forEach(book -> kept.addAll(book.zh().keySet()));
        Set<String> said = new TreeSet<>();
        Set<String> begun = new TreeSet<>();
        List<String> quoted = new ArrayList<>();
        FILES.forEach(
                (path, text) -> {
                    if (!path.endsWith("words.js")) {
                        SAID.matcher(text).results().forEach(word -> said.add(word.group(1)));
                        MARKED.matcher(text).results().forEach(word -> said.add(word.group(1)));
                        BEGUN.matcher(text).results().forEach(word -> begun.add(word.group(1)));
                        QUOTED.matcher(text).results().forEach(word -> quoted.add(word.group(1)));
                    }
                });
        assertThat(said).isNotEmpty();
        Set<String> missing = new TreeSet<>(said);
        missing.removeAll(kept);
        assertThat(missing).as("said, and not there").isEmpty();
        Set<String> unused = new TreeSet<>(kept);
        unused.removeIf(
                word ->
                        said.contains(word)
                                || quoted.contains(word)
                                || begun.stream().anyMatch(word::startsWith));
        assertThat(unused).as("there, and never said").isEmpty();
        assertThat(begun)
                .allSatisfy(
                        start ->
                                assertThat(kept)
                                        .as(start)
                                        .anyMatch(word -> word.startsWith(start)));
        assertThat(Arrays.asList("signIn.title", "task.receive")).allMatch(kept::contains);
    }
}
