package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.lotline.core.eventlog.StoreNotOpened;
import io.lotline.core.eventlog.chain.ChainFollower;
import io.lotline.core.eventlog.chain.LogAuditor.Flaw;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.embedded.CommitDocument.Malformed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// What is looked at before a store is opened, and changes nothing: that its logs reach what is
/// remembered of them and that their chains hold over the tail, which is all that the start itself
/// reads and at least the last thousand commits; and that the rest of the file can be read.
///
/// A store without a memory, because an earlier Lotline made it, is read whole once.
final class OpeningCheck {
    /// The collection that a log is, in whichever database.
    private static final String LOG = ".log";

    private static final int TAIL_COMMITS = 1_000;
    private static final int CAUSE_LENGTH = 160;
    private static final String INDEXES = "system.indexes";

    /// What may be opened.
    ///
    /// @param store   the store's id, a new one where it had none
    /// @param known   what it remembers of itself; null for a store that has no memory yet
    /// @param marked  whether the file has the id
    /// @param ends    how far its logs come, journals included
    record Found(
            String store,
            @Nullable RememberedHead known,
            boolean marked,
            SortedMap<String, LogEnd> ends) {
        /// The number of the first journal that must be there.
        long journal() {
            return known == null ? 0 : known.journal();
        }
    }

    private final Path directory;
    private final Set<String> growing;
    private final MVStore file;
    private final RememberedHead.Found heads;
    private final SortedMap<String, NavigableMap<Long, byte[]>> journaled = new TreeMap<>();

    private OpeningCheck(
            Path directory, Set<String> growing, MVStore file, RememberedHead.Found heads) {
        this.directory = directory;
        this.growing = growing;
        this.file = file;
        this.heads = heads;
    }

    static boolean isLog(String namespace) {
        return namespace.endsWith(LOG);
    }

    /// @param growing as for [EmbeddedMongo#open]
    /// @throws DamagedStore if it is
    /// @throws StoreInUse   if another process has it open
    static Found of(Path directory, Set<String> growing) {
        Path path = directory.resolve(EmbeddedMongo.FILE);
        if (size(path) == 0) {
            return empty(directory, Files.exists(path) ? "is empty" : "is missing");
        }
        try (MVStore file = MVStoreFile.read(path)) {
            return new OpeningCheck(directory, growing, file, RememberedHead.in(directory)).found();
        } catch (StoreNotOpened e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            // what the file's own code says of bytes that are none of its
            if (StoreInUse.isMeantBy(e)) {
                throw new StoreInUse(directory, e);
            }
            throw DamagedStore.log(
                    directory,
                    "its file %s cannot be read (%s)%s"
                            .formatted(
                                    EmbeddedMongo.FILE,
                                    cause(e),
                                    hadCome(RememberedHead.in(directory))),
                    e);
        }
    }

    /// Opens whatever is there, as long as it can be: what the check is for, seen by its absence.
    static Found unchecked() {
        return new Found(newId(), null, false, new TreeMap<>());
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be read: " + file, e);
        }
    }

    /// A new store, if nothing says that there was one.
    private static Found empty(Path directory, String how) {
        RememberedHead.Found heads = RememberedHead.in(directory);
        Optional<RememberedHead> known = heads.latest();
        boolean neverWritten =
                heads.files() == 0
                        || known.filter(head -> head.logs().isEmpty() && head.journal() == 0)
                                .isPresent();
        if (!neverWritten
                || hasIndexes(directory)
                || !Journal.files(directory).isEmpty()
                || Files.exists(directory.resolve(StoreMemory.BEGUN))) {
            throw DamagedStore.log(
                    directory,
                    "its file %s %s%s".formatted(EmbeddedMongo.FILE, how, hadCome(heads)),
                    null);
        }
        return new Found(
                known.map(RememberedHead::store).orElseGet(OpeningCheck::newId),
                known.orElse(null),
                false,
                new TreeMap<>());
    }

    private static boolean hasIndexes(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.anyMatch(
                    path -> path.getFileName().toString().startsWith(IndexFiles.PREFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be read: " + directory, e);
        }
    }

    private static String hadCome(RememberedHead.Found heads) {
        return heads.latest()
                .flatMap(head -> head.logs().values().stream().findFirst())
                .map(end -> ", but it had come to " + end)
                .orElse("");
    }

    static String cause(Throwable e) {
        String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return text.length() > CAUSE_LENGTH ? text.substring(0, CAUSE_LENGTH) + "…" : text;
    }

    private DamagedStore damaged(String what, @Nullable Throwable cause) {
        return DamagedStore.log(directory, what, cause);
    }

    private Found found() {
        String marker = StoreMemory.id(file);
        RememberedHead known = known(marker);
        readJournals(marker, known);
        Set<String> namespaces = new TreeSet<>(journaled.keySet());
        if (known != null) {
            namespaces.addAll(known.logs().keySet());
        }
        for (String name : file.getMapNames()) {
            if (name.startsWith(FileDatabase.PREFIX) && isLog(name)) {
                namespaces.add(name.substring(FileDatabase.PREFIX.length()));
            }
        }
        SortedMap<String, LogEnd> ends = new TreeMap<>();
        for (String namespace : namespaces) {
            if (isLog(namespace)) {
                LogEnd end = follow(namespace, known, marker == null);
                if (end.position() > 0) {
                    ends.put(namespace, end);
                }
            }
        }
        if (known == null && ends.isEmpty() && hasIndexes(directory)) {
            throw damaged(
                    "its file %s holds no log, but indexes of one are beside it"
                            .formatted(EmbeddedMongo.FILE),
                    null);
        }
        readTheRest(namespaces, known);
        String store = marker != null ? marker : known != null ? known.store() : newId();
        return new Found(store, known, marker != null, ends);
    }

    /// The memory that belongs to this file; null for the file of an earlier Lotline.
    private @Nullable RememberedHead known(@Nullable String marker) {
        if (marker == null && heads.files() == 0) {
            return null;
        }
        Optional<RememberedHead> known = marker == null ? heads.latest() : heads.of(marker);
        return known.orElseThrow(
                () ->
                        damaged(
                                "head.a and head.b, which say how far it had come, are "
                                        + (heads.files() == 0
                                                ? "missing"
                                                : heads.copies().isEmpty()
                                                        ? "damaged"
                                                        : "of another store"),
                                null));
    }

    private void readJournals(@Nullable String marker, @Nullable RememberedHead known) {
        if (marker != null) {
            refuseStrays(marker, known == null ? 0 : known.journal());
        }
        try {
            JournalFile.replay(
                    directory,
                    marker,
                    known == null ? 0 : known.journal(),
                    (namespace, bson) -> {
                        if (isLog(namespace)) {
                            journaled
                                    .computeIfAbsent(namespace, _ -> new TreeMap<>())
                                    .putIfAbsent(OfflineStore.key(bson), bson);
                        }
                    });
        } catch (JournalFile.Flawed e) {
            throw damaged(
                    "its journal, which holds what came last, is not whole: " + e.getMessage(), e);
        }
    }

    /// A file that has a journal's name, is not this store's, and stands apart from the journals
    /// that are needed: it belongs to nobody here, and is neither read nor deleted.
    private void refuseStrays(String store, long first) {
        long needed = first;
        for (Path file : Journal.files(directory)) {
            long number = Journal.number(file);
            if (number >= first) {
                boolean inTurn = first > 0 && number == needed;
                if (!inTurn && !JournalFile.isOf(file, store)) {
                    throw new StoreNotOpened(
                            "The data directory %s holds %s, which has the name of a journal and is none of its store. Nothing was changed.\nMaybe move that file away, and start again."
                                    .formatted(directory.toAbsolutePath(), file.getFileName()),
                            null);
                }
                needed = inTurn ? number + 1 : needed;
            }
        }
    }

    /// The log from where it must be looked at to its end.
    ///
    /// @param whole whether that is from its first commit on
    private LogEnd follow(String namespace, @Nullable RememberedHead known, boolean whole) {
        LogEnd remembered = known == null ? null : known.logs().get(namespace);
        MVMap<Object, byte[]> documents =
                file.hasMap(FileDatabase.PREFIX + namespace)
                        ? FileDatabase.storedBytes(file, namespace)
                        : null;
        Walk walk = new Walk(remembered);
        try {
            if (documents != null) {
                long from = whole ? 0 : from(namespace, documents, remembered);
                walk.through(documents, from);
            }
        } catch (DamagedStore e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(
                    "what follows position %d cannot be read (%s)%s"
                            .formatted(walk.last(), cause(e), hadCome(heads)),
                    e);
        }
        journaled
                .getOrDefault(namespace, new TreeMap<>())
                .tailMap(walk.last(), false)
                .values()
                .forEach(walk::next);
        return walk.end();
    }

    /// A position such that all from there on is read: what the start reads, the last thousand
    /// commits, and what is remembered.
    private long from(
            String namespace, MVMap<Object, byte[]> documents, @Nullable LogEnd remembered) {
        long from = remembered == null ? 0 : remembered.position();
        long index = documents.sizeAsLong() - TAIL_COMMITS;
        if (index <= 0 || !(documents.getKey(index) instanceof Long tail)) {
            return 0;
        }
        return Math.min(Math.min(from, tail), indexedUpTo(namespace, documents));
    }

    /// Up to where the start takes the indexes from their files, and reads no documents.
    private long indexedUpTo(String namespace, MVMap<Object, byte[]> documents) {
        int dot = namespace.indexOf('.');
        String definitions = namespace.substring(0, dot + 1) + INDEXES;
        if (!growing.contains(namespace.substring(dot + 1))
                || !file.hasMap(FileDatabase.PREFIX + definitions)) {
            return Long.MAX_VALUE;
        }
        long upTo = Long.MAX_VALUE;
        for (byte[] bson : FileDatabase.storedBytes(file, definitions).values()) {
            Document definition = BsonType.decoded(bson);
            String field =
                    definition.get("key") instanceof Document key && !key.isEmpty()
                            ? key.keySet().iterator().next()
                            : "_id";
            if (namespace.equals(definition.get("ns")) && !field.equals("_id")) {
                upTo =
                        Math.min(
                                upTo,
                                RunPostings.knownUpTo(
                                        directory,
                                        namespace + "." + field,
                                        key -> checksum(documents.get(key))));
            }
        }
        return upTo;
    }

    private static OptionalLong checksum(byte @Nullable [] document) {
        if (document == null) {
            return OptionalLong.empty();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(document);
        return OptionalLong.of(checksum.getValue());
    }

    /// The documents that are made from the log: the start reads them, too.
    private void readTheRest(Set<String> logs, @Nullable RememberedHead known) {
        for (String name : file.getMapNames()) {
            String namespace = name.replaceFirst("^" + FileDatabase.PREFIX, "");
            if (name.startsWith(FileDatabase.PREFIX) && !logs.contains(namespace)) {
                try {
                    Cursor<Object, byte[]> cursor =
                            FileDatabase.storedBytes(file, namespace).cursor(null);
                    while (cursor.hasNext()) {
                        cursor.next();
                        // decoded, as the start will: bytes that are there may be no document
                        BsonType.decoded(Objects.requireNonNull(cursor.getValue()));
                    }
                } catch (RuntimeException | OutOfMemoryError e) {
                    logs.stream()
                            .filter(OpeningCheck::isLog)
                            .forEach(log -> follow(log, known, true));
                    throw DamagedStore.views(
                            directory, "%s cannot be read (%s)".formatted(namespace, cause(e)), e);
                }
            }
        }
    }

    /// From commit to commit.
    private final class Walk {
        private final @Nullable LogEnd remembered;
        private ChainFollower chain = ChainFollower.fromTheFirst();
        private boolean passed;

        Walk(@Nullable LogEnd remembered) {
            this.remembered = remembered;
            this.passed = remembered == null;
        }

        long last() {
            return chain.last();
        }

        void through(MVMap<Object, byte[]> documents, long from) {
            Object first = from <= 1 ? null : documents.floorKey(from);
            Object before = first == null ? null : documents.lowerKey(first);
            if (before != null) {
                byte[] document = Objects.requireNonNull(documents.get(before));
                StoredCommit commit = read(document, before);
                chain = ChainFollower.after(commit);
            }
            Cursor<Object, byte[]> cursor = documents.cursor(before == null ? null : first);
            while (cursor.hasNext()) {
                cursor.next();
                next(cursor.getValue());
            }
        }

        void next(byte[] document) {
            StoredCommit commit = read(document, chain.last() + 1);
            Optional<Flaw> flaw = chain.next(commit);
            if (flaw.isPresent()) {
                throw bad(flaw.get().position(), flaw.get().reason());
            }
            if (remembered != null && !passed && chain.last() >= remembered.position()) {
                if (chain.last() != remembered.position()
                        || !chain.hash().equals(remembered.hash())) {
                    throw damaged(
                            "at position %d its hash is %s, but it had come to %s"
                                    .formatted(chain.last(), chain.hash(), remembered),
                            null);
                }
                passed = true;
            }
        }

        private StoredCommit read(byte[] document, Object position) {
            try {
                return CommitDocument.read(document);
            } catch (Malformed e) {
                throw bad(position, String.valueOf(e.getMessage()));
            }
        }

        private DamagedStore bad(Object position, String reason) {
            return damaged(
                    "its commit at position %s is bad (%s)%s"
                            .formatted(position, reason, hadCome(heads)),
                    null);
        }

        LogEnd end() {
            if (!passed) {
                throw damaged(
                        "%s, but it had come to %s"
                                .formatted(
                                        chain.last() == 0
                                                ? "it holds no event"
                                                : "it ends at position " + chain.last(),
                                        Objects.requireNonNull(remembered)),
                        null);
            }
            return new LogEnd(chain.last(), chain.hash());
        }
    }
}
