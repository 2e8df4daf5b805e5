package io.lotline.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a process of this machine listens on, as the operating system has it.
public final class ListeningSockets {
    private static final String LISTENING = "0A";
    private static final int PORT_DIGITS = 16;
    private static final String UNIX_LISTENING = "00010000";

    private ListeningSockets() {}

    /// The TCP ports, and the sockets of the file system or the abstract ones by their names.
    public static Set<String> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own = sockets(process.resolve("fd"));
        Set<String> found = new TreeSet<>();
        for (String kind : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(kind))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENING) && own.contains(fields[9])) {
                    String port = fields[1].substring(fields[1].indexOf(':') + 1);
                    found.add("tcp:" + Integer.parseInt(port, PORT_DIGITS));
                }
            }
        }
        for (String line : Files.readAllLines(process.resolve("net/unix"))) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 6 && fields[3].equals(UNIX_LISTENING) && own.contains(fields[6])) {
                found.add("unix:" + (fields.length > 7 ? fields[7] : ""));
            }
        }
        return found;
    }

    /// The inodes of a process's open sockets.
    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (NoSuchFileException closed) {
                    continue;
                }
            }
        }
        return inodes;
    }
}
