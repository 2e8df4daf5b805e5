package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a data directory to its owner: nobody else may list, read or change what is in it.
final class OwnerOnly {
    private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);
    private static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /// Takes the rights of all others from a directory and from the files that are in it.
    static void directory(Path directory) {
        set(directory, DIRECTORY);
        List<Path> inside;
        try (Stream<Path> all = Files.list(directory)) {
            inside = all.toList();
        } catch (IOException e) {
            log.warn("The rights in {} cannot be looked at: {}", directory, e.toString());
            return;
        }
        for (Path path : inside) {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                file(path);
            }
        }
    }

    /// Takes the rights of all others from a file.
    static void file(Path file) {
        set(file, FILE);
    }

    private static void set(Path path, Set<PosixFilePermission> wanted) {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return; // a file system without such rights
        }
        try {
            if (!view.readAttributes().permissions().equals(wanted)) {
                view.setPermissions(wanted);
            }
        } catch (IOException e) {
            // a volume that belongs to somebody else, as some container platforms mount it
            log.warn(
                    "The rights of {} cannot be limited to its owner: {}. Maybe others can read it",
                    path,
                    e.toString());
        }
    }
}
