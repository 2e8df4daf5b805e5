package io.lotline.api.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// What problems are called and say in each [Language]: the files `problems/*.txt` on the class
/// path.
///
/// Whoever refuses something says so in one English sentence, where the rule is. Here is the same
/// sentence in Chinese, found again by its form: what stands between its fixed words are values,
/// and stay as they are. A feature brings a file of its own.
///
/// A file has sections. `@name status 标题` begins a problem's, `@@` one of sentences that many
/// have. `~` lines say what the problem means, in English, then in Chinese; `:` names its members.
/// A `=` line is the form of a sentence, a `-` line that of a part of one, with `%s` and `%d` for
/// values; the `>` line below says it in Chinese, with `{1}` for the first value, `{1!}` where
/// that is someone's free text. A sentence that was said in Chinese before needs no `>` line
/// again.
public final class Wording {
    private static final Pattern HOLE = Pattern.compile("%s|%d");
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)(!?)}");
    private static final Pattern LIST = Pattern.compile("(; | and )");
    /// A time as the rules write it; one in quotes is somebody's own text.
    private static final Pattern TIME =
            Pattern.compile("(?<![\\w'])\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d[\\d:.]*Z(?![\\w'])");

    private static final String MEMBERS = "members.txt";
    private static final int LONGEST = 4_000;

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, String> chinese = new LinkedHashMap<>();
    private final Map<String, Member> members = new TreeMap<>();
    private final List<Form> sentences;
    private final List<Form> parts;
    private volatile ZoneId zone = ZoneOffset.UTC;

    /// What is known of a problem.
    ///
    /// @param says     the forms of its sentences, in English
    /// @param advises  the forms of its advice, in English
    /// @param members  the names of its members
    public record Entry(
            String name,
            int status,
            String titleInChinese,
            String meaning,
            String meaningInChinese,
            List<String> members,
            List<String> says,
            List<String> advises) {

        String meaning(Language language) {
            return switch (language) {
                case EN -> meaning;
                case ZH -> meaningInChinese;
            };
        }
    }

    /// What a member of a problem is.
    public record Member(String english, String chinese) {
        public String in(Language language) {
            return switch (language) {
                case EN -> english;
                case ZH -> chinese;
            };
        }
    }

    /// A sentence with holes, and how it is said in Chinese.
    private record Form(Pattern english, String chinese, int fixed) {}

    private static final class Loaded {
        static final Wording WORDING = new Wording();
    }

    private Wording() {
        List<Line> sentenceLines = new ArrayList<>();
        List<Line> partLines = new ArrayList<>();
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver(Wording.class.getClassLoader())
                            .getResources("classpath*:problems/*.txt");
            for (Resource file : files) {
                try (BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        file.getInputStream(), StandardCharsets.UTF_8))) {
                    if (MEMBERS.equals(file.getFilename())) {
                        lines.lines().forEach(this::readMember);
                    } else {
                        new Reader(String.valueOf(file.getFilename()), sentenceLines, partLines)
                                .read(lines.lines().toList());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sentenceLines.forEach(line -> keep(chinese, line));
        Map<String, String> partsInChinese = new LinkedHashMap<>();
        partLines.forEach(line -> keep(partsInChinese, line));
        sentences = forms(chinese, 0);
        parts = forms(partsInChinese, Pattern.CASE_INSENSITIVE);
        chinese.putAll(partsInChinese);
    }

    /// All that is said, read once.
    public static Wording get() {
        return Loaded.WORDING;
    }

    /// Every problem, by name.
    public Map<String, Entry> entries() {
        return java.util.Collections.unmodifiableMap(entries);
    }

    /// The English forms of all sentences and their parts.
    public java.util.Set<String> forms() {
        return java.util.Collections.unmodifiableSet(chinese.keySet());
    }

    @Nullable Entry find(String problem) {
        return entries.get(problem);
    }

    /// What a member is; null for one that nothing is known of.
    public @Nullable Member member(String name) {
        return members.get(name);
    }

    /// The name of a problem in words.
    public String title(String problem, Language language) {
        Entry entry = entries.get(problem);
        if (language == Language.ZH && entry != null) {
            return entry.titleInChinese();
        }
        String words = problem.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT)
                + words.substring(1).replace(" json", " JSON");
    }

    /// Times are told in this zone from now on.
    public void tellTimesIn(ZoneId park) {
        zone = park;
    }

    /// What is said in English, in the reader's language and with the park's times: each line by
    /// itself, and as it is where nobody has said it before.
    public String say(String english, Language language) {
        return english.length() > LONGEST ? english : inPark(inLanguage(english, language));
    }

    private String inPark(String said) {
        return TIME.matcher(said)
                .replaceAll(
                        time -> {
                            try {
                                return Instant.parse(time.group())
                                        .atZone(zone)
                                        .toOffsetDateTime()
                                        .toString();
                            } catch (DateTimeException _) {
                                return time.group();
                            }
                        });
    }

    private String inLanguage(String english, Language language) {
        if (language == Language.EN) {
            return english;
        }
        StringBuilder said = new StringBuilder();
        for (String line : english.split("\n", -1)) {
            String translated = translate(line, sentences);
            said.append(said.isEmpty() ? "" : "\n").append(translated == null ? line : translated);
        }
        return said.toString();
    }

    /// The form of a sentence in the reader's language, with `…` for each of its values.
    String form(String english, Language language) {
        String inChinese = chinese.get(english);
        return language == Language.EN || inChinese == null
                ? HOLE.matcher(english).replaceAll("…")
                : VALUE.matcher(inChinese).replaceAll("…");
    }

    /// Whether a line of a detail is said in Chinese.
    public boolean knows(String line) {
        return translate(line, sentences) != null;
    }

    private @Nullable String translate(String english, List<Form> forms) {
        for (Form form : forms) {
            Matcher found = form.english().matcher(english);
            if (found.matches()) {
                return VALUE.matcher(form.chinese())
                        .replaceAll(
                                value -> {
                                    String text = found.group(Integer.parseInt(value.group(1)));
                                    return Matcher.quoteReplacement(
                                            value.group(2).isEmpty() ? part(text) : text);
                                });
            }
        }
        return null;
    }

    /// A value, or a part of a sentence that stands in the place of one.
    private String part(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String whole = translate(text, parts);
        if (whole != null) {
            return whole;
        }
        if (text.startsWith("[") && text.endsWith("]") && text.contains(", ")) {
            return "["
                    + String.join(
                            ", ",
                            java.util.Arrays.stream(
                                            text.substring(1, text.length() - 1).split(", "))
                                    .map(this::simple)
                                    .toList())
                    + "]";
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return "[" + simple(text.substring(1, text.length() - 1)) + "]";
        }
        return LIST.splitAsStream(text).map(this::simple).reduce((a, b) -> a + "；" + b).orElse("");
    }

    private String simple(String text) {
        String translated = translate(text, parts);
        return translated == null ? text : translated;
    }

    private void readMember(String line) {
        String[] columns = line.split("\\|");
        if (columns.length == 3) {
            members.put(columns[0], new Member(columns[1], columns[2]));
        }
    }

    private record Line(String file, String english, @Nullable String chinese) {}

    private static void keep(Map<String, String> all, Line line) {
        if (line.chinese() != null) {
            all.put(line.english(), line.chinese());
        }
    }

    /// Those with the most fixed words first: what they match, others would too.
    private static List<Form> forms(Map<String, String> all, int flags) {
        return all.entrySet().stream()
                .map(entry -> form(entry.getKey(), entry.getValue(), flags))
                .sorted(Comparator.comparingInt(Form::fixed).reversed())
                .toList();
    }

    private static Form form(String english, String chinese, int flags) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        int fixed = 0;
        Matcher hole = HOLE.matcher(english);
        while (hole.find()) {
            pattern.append(Pattern.quote(english.substring(from, hole.start())));
            pattern.append(hole.group().equals("%d") ? "(-?\\d+)" : "(.*?)");
            fixed += hole.start() - from;
            from = hole.end();
        }
        pattern.append(Pattern.quote(english.substring(from)));
        return new Form(
                Pattern.compile(pattern.toString(), flags | Pattern.DOTALL),
                chinese,
                fixed + english.length() - from);
    }

    /// Reads one file.
    private final class Reader {
        private final String file;
        private final List<Line> sentences;
        private final List<Line> parts;
        private String[] head = new String[0];
        private final List<String> meanings = new ArrayList<>();
        private final List<String> named = new ArrayList<>();
        private final List<String> says = new ArrayList<>();
        private final List<String> advises = new ArrayList<>();

        Reader(String file, List<Line> sentences, List<Line> parts) {
            this.file = file;
            this.sentences = sentences;
            this.parts = parts;
        }

        void read(List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
                String below = next.startsWith("> ") ? next.substring(2) : null;
                String rest = line.length() > 2 ? line.substring(2) : "";
                switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                    case '@' -> begin(line.substring(1));
                    case '~' -> meanings.add(rest);
                    case ':' -> named.addAll(List.of(rest.split(" ")));
                    case '=' -> {
                        sentences.add(new Line(file, rest, below));
                        (rest.startsWith("Maybe ") ? advises : says).add(rest);
                    }
                    case '-' -> parts.add(new Line(file, rest, below));
                    case '>', ' ' -> {
                        // read with the line above, or blank
                    }
                    default ->
                            throw new IllegalStateException(
                                    "%s has the line '%s'".formatted(file, line));
                }
            }
            end();
        }

        private void begin(String text) {
            end();
            head = text.equals("@") ? new String[0] : text.split(" ", 3);
        }

        private void end() {
            if (head.length == 3) {
                entries.put(
                        head[0],
                        new Entry(
                                head[0],
                                Integer.parseInt(head[1]),
                                head[2],
                                meanings.getFirst(),
                                meanings.getLast(),
                                List.copyOf(named),
                                List.copyOf(says),
                                List.copyOf(advises)));
            }
            meanings.clear();
            named.clear();
            says.clear();
            advises.clear();
        }
    }
}
