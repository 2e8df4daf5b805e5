package io.lotline.ops.verify;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A backup's directory: files of commits, each named after its first and last position. A file is
/// written under another name, synced and then renamed, so there are whole files only.
final class Backup implements CommitSource {
    private static final Pattern NAME = Pattern.compile("commits-(\\d{15})-(\\d{15})\\.bson");
    private static final String UNFINISHED = "commits.part";

    private final Path directory;

    Backup(Path directory) {
        this.directory = directory;
    }

    private record Part(Path file, long first, long last) {
        static @Nullable Part of(Path file) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            return name.matches()
                    ? new Part(file, Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))
                    : null;
        }
    }

    private List<Part> parts() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(Part::of).filter(java.util.Objects::nonNull).toList();
        }
    }

    @Override
    public void read(long from, Sink sink) throws IOException, InterruptedException {
        for (Part part : parts()) {
            if (part.last() >= from && !CommitSources.readFrom(part.file(), sink)) {
                return;
            }
        }
    }

    /// The last commit, null for an empty backup.
    byte @Nullable [] last() throws IOException, InterruptedException {
        List<Part> parts = parts();
        byte[][] last = new byte[1][];
        if (!parts.isEmpty()) {
            CommitSources.readFrom(
                    parts.getLast().file(),
                    document -> {
                        last[0] = document;
                        return true;
                    });
        }
        return last[0];
    }

    /// A new file of commits.
    Writer write() throws IOException {
        Files.createDirectories(directory);
        return new Writer(directory.resolve(UNFINISHED));
    }

    /// Writes commits; nothing of them counts before the end.
    final class Writer implements AutoCloseable {
        private final Path unfinished;
        private final FileChannel channel;
        private final OutputStream out;

        private Writer(Path unfinished) throws IOException {
            this.unfinished = unfinished;
            this.channel =
                    FileChannel.open(
                            unfinished,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
            this.out =
                    new BufferedOutputStream(
                            java.nio.channels.Channels.newOutputStream(channel), 1 << 20);
        }

        void add(byte[] document) throws IOException {
            out.write(document);
        }

        /// Makes the file one of the backup's.
        void finish(long first, long last) throws IOException {
            out.flush();
            channel.force(true);
            channel.close();
            Files.move(
                    unfinished,
                    directory.resolve("commits-%015d-%015d.bson".formatted(first, last)),
                    StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(directory)) {
                folder.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
