package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Makes files that are there wholly, on the disk, or not at all.
final class DurableFile {
    private static final String PART = ".part";

    private DurableFile() {}

    /// @param size  of the whole file; behind the beginning it is zeros that take no room yet
    static void write(Path file, ByteBuffer beginning, long size) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + PART);
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            OwnerOnly.file(part);
            for (long at = 0; beginning.hasRemaining(); ) {
                at += channel.write(beginning, at);
            }
            stretch(channel, size);
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void stretch(FileChannel channel, long size) throws IOException {
        if (channel.size() < size) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    /// Returns when what was renamed into the directory is there after a loss of power.
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
