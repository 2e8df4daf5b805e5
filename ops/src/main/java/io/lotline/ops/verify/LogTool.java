package io.lotline.ops.verify;

import io.lotline.ops.verify.CommitCheck.Digest;
import io.lotline.ops.verify.CommitCheck.Malformed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `ops/verify`, `ops/backup` and `ops/restore`.
public final class LogTool {
    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int MISUSE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> options = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    LogTool(PrintStream out, PrintStream err, String... args) {
        this.out = out;
        this.err = err;
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--") && i + 1 < args.length) {
                options.put(args[i], args[++i]);
            } else {
                words.add(args[i]);
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        System.exit(new LogTool(System.out, System.err, args).run());
    }

    /// The exit code: 0 good, 1 bad, 2 misuse.
    int run() throws InterruptedException {
        try {
            return switch (words.isEmpty() ? "" : words.removeFirst()) {
                case "verify" -> verify(word("SOURCE"));
                case "backup" -> backup(Path.of(word("DIR")), word("SOURCE"));
                case "restore" -> restore(word("BACKUP"), word("TARGET"));
                default -> throw new IllegalArgumentException("verify, backup or restore?");
            };
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return MISUSE;
        } catch (FileSystemException e) {
            err.println(
                    "%s cannot be read or written (%s)."
                            .formatted(
                                    e.getFile(),
                                    Objects.requireNonNullElse(
                                            e.getReason(), e.getClass().getSimpleName())));
            return BAD;
        } catch (IOException | RuntimeException e) {
            err.println(e.getMessage());
            return BAD;
        }
    }

    private String word(String name) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing.");
        }
        return words.removeFirst();
    }

    /// The head that a source remembers, if it is behind this one.
    private static List<Head> remembered(CommitSource source, Head behind) {
        Head remembered = source.remembered();
        return remembered == null || remembered.position() <= behind.position()
                ? List.of()
                : List.of(remembered);
    }

    private CommitSource source(String text) {
        return CommitSources.of(text, options.get("--database"), options.get("--key"));
    }

    private int verify(String text) throws IOException, InterruptedException {
        String known = options.get("--head");
        String export = options.get("--export");
        CommitSource source = source(text);
        ChainCheck chain = new ChainCheck();
        Progress progress = new Progress(err);
        List<Head> heads = new ArrayList<>(remembered(source, Head.EMPTY));
        if (known != null) {
            heads.add(Head.parse(known));
        }
        Flaw flaw;
        if (export == null) {
            flaw = new Verifier(progress).run(source, 0, chain, heads, (_, _) -> true);
        } else {
            flaw = export(Path.of(export), source, chain, heads, progress);
        }
        if (flaw != null) {
            out.printf(Locale.ROOT, "BAD at position %d: %s%n", flaw.position(), flaw.reason());
            out.printf("Good up to there: head %s%n", chain.head());
            return BAD;
        }
        out.printf(
                Locale.ROOT,
                "The log is whole: %s in %s (%s)%nhead %s%n",
                count(chain.head().position(), "event"),
                count(chain.commits(), "commit"),
                progress.rate(chain.head().position()),
                chain.head());
        return GOOD;
    }

    private static @Nullable Flaw export(
            Path file, CommitSource source, ChainCheck chain, List<Head> heads, Progress progress)
            throws IOException, InterruptedException {
        try (var to = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            return new Verifier(progress)
                    .run(
                            source,
                            0,
                            chain,
                            heads,
                            (document, _) -> {
                                to.write(document);
                                return true;
                            });
        }
    }

    private int backup(Path directory, String text) throws IOException, InterruptedException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    directory
                            + " is no directory. Maybe name one, which is made if it does not exist.");
        }
        Files.createDirectories(directory);
        Backup backup = new Backup(directory);
        byte[] last = backup.last();
        Digest reached = last == null ? null : digest(last);
        ChainCheck chain = after(reached);
        Head before = chain.head();
        Progress progress = new Progress(err);
        Flaw flaw;
        boolean[] sameHistory = {reached == null};
        CommitSource all = source(text);
        try (Backup.Writer writer = backup.write()) {
            CommitSource rest =
                    reached == null
                            ? all
                            : (from, sink) ->
                                    all.read(
                                            from,
                                            document -> {
                                                if (sameHistory[0]) {
                                                    return sink.take(document);
                                                }
                                                sameHistory[0] = isSame(reached, document);
                                                return sameHistory[0];
                                            });
            flaw =
                    new Verifier(progress)
                            .run(
                                    rest,
                                    reached == null ? 0 : reached.position(),
                                    chain,
                                    remembered(all, before),
                                    (document, _) -> {
                                        writer.add(document);
                                        return true;
                                    });
            if (flaw == null && chain.commits() > 0) {
                writer.finish(before.position() + 1, chain.head().position());
            }
        }
        if (!sameHistory[0]) {
            out.printf(
                    "The log is not the one of this backup: it has no commit that ends at %s.%nMaybe it was restored to an earlier position. Begin another backup in an empty directory.%n",
                    before);
            return BAD;
        }
        if (flaw != null) {
            out.printf(
                    Locale.ROOT,
                    "The log is BAD at position %d: %s%nNothing was added to the backup.%n",
                    flaw.position(),
                    flaw.reason());
            return BAD;
        }
        out.printf(
                Locale.ROOT,
                "Added: %s in %s (%s)%nhead %s%n",
                count(chain.head().position() - before.position(), "event"),
                count(chain.commits(), "commit"),
                progress.rate(chain.head().position() - before.position()),
                chain.head());
        return GOOD;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--to-time '%s' is no time. Maybe write it like 2026-11-22T06:00:00Z or 2026-11-22T14:00:00+08:00."
                            .formatted(text),
                    e);
        }
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--to-position '%s' is no position. Maybe write a whole number."
                            .formatted(text),
                    e);
        }
    }

    private int restore(String text, String to) throws IOException, InterruptedException {
        long lastPosition = position(options.getOrDefault("--to-position", "" + Long.MAX_VALUE));
        String time = options.get("--to-time");
        long lastTime = time == null ? Long.MAX_VALUE : time(time).toEpochMilli();
        CommitSource source = source(text);
        ChainCheck chain = new ChainCheck();
        Progress progress = new Progress(err);
        Flaw flaw;
        Head restored;
        boolean[] stopped = {false};
        try (LogTarget target = LogTarget.open(to, options.get("--database"))) {
            byte[] last = target.last();
            Head there = after(last == null ? null : digest(last)).head();
            if (last == null && target.hasViews()) {
                throw new IOException(
                        "The target has views of another log. Restore into an empty database or directory.");
            }
            Head[] reached = {Head.EMPTY};
            flaw =
                    new Verifier(progress)
                            .run(
                                    source,
                                    0,
                                    chain,
                                    last == null ? List.of() : List.of(there),
                                    (document, digest) -> {
                                        if (digest.last() > lastPosition
                                                || digest.at() > lastTime) {
                                            stopped[0] = true;
                                            return false;
                                        }
                                        if (digest.position() > there.position()) {
                                            target.add(document);
                                        }
                                        reached[0] = chain.head();
                                        return true;
                                    });
            target.flush();
            restored = reached[0];
        }
        if (flaw != null) {
            out.printf(
                    Locale.ROOT,
                    "The backup is BAD at position %d: %s%nRestored is what precedes it: head %s%n",
                    flaw.position(),
                    flaw.reason(),
                    restored);
            return BAD;
        }
        Head remembered = source.remembered();
        if (remembered != null && chain.head().position() < remembered.position() && !stopped[0]) {
            out.printf(
                    Locale.ROOT,
                    "The log of %s is short: it had come to %s.%nRestored is what is there: head %s%n",
                    text,
                    remembered,
                    restored);
            return BAD;
        }
        out.printf(
                Locale.ROOT,
                "Restored: %s (%s)%nhead %s%n",
                count(restored.position(), "event"),
                progress.rate(restored.position()),
                restored);
        return GOOD;
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static boolean isSame(Digest reached, byte[] document) {
        try {
            Digest other = new CommitCheck().read(document);
            return other.position() == reached.position()
                    && java.util.Arrays.equals(other.hash(), reached.hash());
        } catch (Malformed e) {
            return false;
        }
    }

    private static Digest digest(byte[] document) throws IOException {
        try {
            return new CommitCheck().read(document);
        } catch (Malformed e) {
            throw new IOException("The last commit is damaged: " + e.getMessage(), e);
        }
    }

    private static ChainCheck after(@Nullable Digest last) {
        return last == null
                ? new ChainCheck()
                : new ChainCheck(
                        new Head(last.last(), HexFormat.of().formatHex(last.hash())), last.at());
    }
}
