package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// What a store remembers beside its file: how far its logs had come when the file was last synced,
/// and which journal holds what came since. Two equal copies, `head.a` and `head.b`, each text with
/// a checksum; either is enough.
///
/// @param store   the store's id, which its file and its journals have as well
/// @param written grows with each time; of two copies the one with more is the later
/// @param journal the number of the first journal that must be there; 0 for none, after an orderly
///     end
/// @param logs    the ends of the logs, by their collections' full names
record RememberedHead(String store, long written, long journal, SortedMap<String, LogEnd> logs) {
    private static final List<String> COPIES = List.of("head.a", "head.b");
    private static final Pattern FORM =
            Pattern.compile(
                    "lotline-head 1\nstore ([0-9a-f]{32})\nwritten (\\d{1,18})\njournal (\\d{1,18})\n"
                            + "((?:log \\S+ \\d{1,18} [0-9a-f]{64}\n)*)checksum ([0-9a-f]{8})\n");

    /// What a directory has of it.
    ///
    /// @param copies those that are whole, the latest first
    /// @param files  how many there are, whole or not
    record Found(List<RememberedHead> copies, int files) {
        /// The latest that belongs to this store.
        Optional<RememberedHead> of(String store) {
            return copies.stream().filter(copy -> copy.store().equals(store)).findFirst();
        }

        Optional<RememberedHead> latest() {
            return copies.stream().findFirst();
        }
    }

    static Found in(Path directory) {
        List<RememberedHead> copies = new ArrayList<>();
        int files = 0;
        for (String name : COPIES) {
            try {
                byte[] bytes = Files.readAllBytes(directory.resolve(name));
                files++;
                parse(bytes).ifPresent(copies::add);
            } catch (NoSuchFileException e) {
                // the other may be there
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The data directory cannot be read: " + directory, e);
            }
        }
        copies.sort((one, other) -> Long.compare(other.written, one.written));
        return new Found(copies, files);
    }

    private static Optional<RememberedHead> parse(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()
                || !checksum(text.substring(0, parts.start(5) - "checksum ".length()))
                        .equals(parts.group(5))) {
            return Optional.empty();
        }
        SortedMap<String, LogEnd> logs = new TreeMap<>();
        parts.group(4)
                .lines()
                .map(line -> line.split(" ", -1))
                .forEach(
                        words ->
                                logs.put(words[1], new LogEnd(Long.parseLong(words[2]), words[3])));
        return Optional.of(
                new RememberedHead(
                        parts.group(1),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        logs));
    }

    /// Returns when both copies are on the disk.
    void write(Path directory) {
        StringBuilder text = new StringBuilder();
        text.append("lotline-head 1\nstore ").append(store);
        text.append("\nwritten ").append(written);
        text.append("\njournal ").append(journal).append('\n');
        for (Map.Entry<String, LogEnd> end : logs.entrySet()) {
            text.append("log ").append(end.getKey());
            text.append(' ').append(end.getValue().position());
            text.append(' ').append(end.getValue().hash()).append('\n');
        }
        String checksum = checksum(text.toString());
        text.append("checksum ").append(checksum).append('\n');
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            for (String name : COPIES) {
                DurableFile.write(directory.resolve(name), ByteBuffer.wrap(bytes), bytes.length);
            }
            DurableFile.syncDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "How far the log has come cannot be written in " + directory, e);
        }
    }

    private static String checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }
}
