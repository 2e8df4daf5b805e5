package io.lotline.core.testing;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.CommitTooLarge;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.EventLog.Head;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a workload asked of the log and what it was told, so that [LogChecker] can hold the log to
/// it: a question before each append, an answer after it, a line each; and a line for each boundary
/// that was read.
///
/// A commit goes by the id of its first event. A file of lines outlives the process that wrote it,
/// however that ended: only its last line may be cut.
public final class AppendJournal {
    private final Consumer<String> lines;

    private AppendJournal(Consumer<String> lines) {
        this.lines = lines;
    }

    /// Adds to a list, which must take lines from many threads.
    public static AppendJournal to(Collection<String> lines) {
        return new AppendJournal(lines::add);
    }

    /// Adds to a file, each line at once.
    public static AppendJournal to(Path file) {
        try {
            Writer writer =
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new AppendJournal(line -> write(writer, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Writer writer, String line) {
        synchronized (writer) {
            try {
                writer.write(line + "\n");
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The whole lines of a file.
    public static List<String> lines(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void asked(String id, int events, AppendCondition condition) {
        lines.accept(
                "asked %s %d %d %s"
                        .formatted(id, events, condition.after(), text(condition.criteria())));
    }

    private static String text(Criteria criteria) {
        return Alternative.of(criteria).stream()
                .map(Alternative::toString)
                .collect(Collectors.joining("|"));
    }

    public void told(String id, Answer answer) {
        lines.accept("told %s %s".formatted(id, answer));
    }

    /// So many events of a boundary were found after one position and up to another.
    public void read(Criteria criteria, long after, long to, int events) {
        lines.accept("read %s %d %d %d".formatted(text(criteria), after, to, events));
    }

    /// What is in the lines of one or more journals.
    public static Journal parse(Iterable<String> lines) {
        List<Reading> readings = new ArrayList<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, Answer> answers = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("asked")) {
                entries.put(
                        words[1],
                        new Entry(
                                words[1],
                                Integer.parseInt(words[2]),
                                Long.parseLong(words[3]),
                                Alternative.parse(words[4]),
                                Answer.NONE));
            } else if (words[0].equals("read")) {
                readings.add(
                        new Reading(
                                Alternative.parse(words[1]),
                                Long.parseLong(words[2]),
                                Long.parseLong(words[3]),
                                Integer.parseInt(words[4])));
            } else {
                answers.put(words[1], Answer.parse(words));
            }
        }
        answers.forEach((id, answer) -> entries.computeIfPresent(id, (_, e) -> e.told(answer)));
        return new Journal(List.copyOf(entries.values()), readings);
    }

    /// Appends in the order of their questions, and readings.
    public record Journal(List<Entry> entries, List<Reading> readings) {}

    /// One reading of a boundary: how many events it has after one position and up to another.
    public record Reading(List<Alternative> criteria, long after, long to, int events) {}

    /// One append: its first event's id, how many events, its condition and its answer.
    public record Entry(
            String id, int events, long after, List<Alternative> criteria, Answer answer) {
        Entry told(Answer told) {
            return new Entry(id, events, after, criteria, told);
        }
    }

    /// An alternative of a condition as plain texts: all of the tags, one of the names.
    public record Alternative(Set<String> tags, Set<String> names) {
        public static List<Alternative> of(Criteria criteria) {
            return criteria.alternatives().stream().map(Alternative::of).toList();
        }

        private static Alternative of(Criterion criterion) {
            return new Alternative(
                    criterion.tags().stream().map(Tag::toString).collect(Collectors.toSet()),
                    criterion.names());
        }

        static List<Alternative> parse(String text) {
            List<Alternative> alternatives = new ArrayList<>();
            for (String part : text.isEmpty() ? new String[0] : text.split("\\|", -1)) {
                String[] sides = part.split(";", -1);
                alternatives.add(new Alternative(decoded(sides[0]), decoded(sides[1])));
            }
            return alternatives;
        }

        private static Set<String> decoded(String joined) {
            return Arrays.stream(joined.split(","))
                    .filter(text -> !text.isEmpty())
                    .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
                    .collect(Collectors.toSet());
        }

        private static String encoded(Set<String> texts) {
            return texts.stream()
                    .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                    .collect(Collectors.joining(","));
        }

        boolean matches(Set<String> eventTags, String eventName) {
            return eventTags.containsAll(tags) && (names.isEmpty() || names.contains(eventName));
        }

        @Override
        public String toString() {
            return encoded(tags) + ";" + encoded(names);
        }
    }

    /// What the caller was told.
    ///
    /// @param kind     the sort of answer
    /// @param position of an acknowledged commit, its first position; of a refusal, the log's head
    ///                 as the caller saw it right afterwards
    /// @param hash     of an acknowledged commit, the chain's hash after it; else empty
    public record Answer(Kind kind, long position, String hash) {
        /// The process ended before there was an answer.
        public static final Answer NONE = new Answer(Kind.NO_ANSWER, 0, "");

        public static final Answer UNKNOWN = new Answer(Kind.UNKNOWN, 0, "");
        public static final Answer NOTHING_STORED = new Answer(Kind.NOTHING_STORED, 0, "");

        /// The end of an append's future as its caller understands it.
        ///
        /// @param head the log's head right afterwards
        public static Answer of(
                @Nullable Appended appended, @Nullable Throwable failure, Head head) {
            if (appended != null) {
                return new Answer(Kind.STORED, appended.first(), appended.hash());
            }
            return switch (failure) {
                case CompletionException wrapped -> of(null, wrapped.getCause(), head);
                case AppendConflict _ -> new Answer(Kind.CONFLICT, head.position(), "");
                case CommitTooLarge _ -> NOTHING_STORED;
                case LogUnavailable why when why.getMessage().endsWith(" Nothing was stored.") ->
                        NOTHING_STORED;
                case null, default -> UNKNOWN;
            };
        }

        static Answer parse(String[] words) {
            return new Answer(Kind.valueOf(words[2]), Long.parseLong(words[3]), words[4]);
        }

        @Override
        public String toString() {
            return kind + " " + position + " " + hash;
        }
    }

    /// The sorts of answers.
    public enum Kind {
        STORED,
        CONFLICT,
        NOTHING_STORED,
        UNKNOWN,
        NO_ANSWER
    }
}
