package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/// The databases of one file.
///
/// Commands and snapshots exclude each other, so every snapshot is at a boundary between commands:
/// an insert of many documents is in it wholly or not at all, and what was written later is never
/// in it without what was written earlier. A view's token is therefore never ahead of its
/// documents.
final class FileBackend extends AbstractMongoBackend {
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "drop", "renameCollection");

    private final MVStore file;
    private final IndexFiles indexes;
    private final ReadWriteLock gate = new ReentrantReadWriteLock();

    private volatile boolean changed;

    FileBackend(MVStore file, IndexFiles indexes) {
        this.file = file;
        this.indexes = indexes;
        file.getMapNames().stream()
                .filter(name -> name.startsWith(FileDatabase.PREFIX))
                .map(name -> name.substring(FileDatabase.PREFIX.length()))
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .toList()
                .forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new FileDatabase(name, file, indexes, getCursorRegistry());
    }

    @Override
    public Document handleCommand(
            Channel channel, String database, String command, Document query) {
        if (WRITES.contains(command)) {
            changed = true;
        }
        gate.readLock().lock();
        try {
            return super.handleCommand(channel, database, command, query);
        } finally {
            gate.readLock().unlock();
        }
    }

    boolean mayHold(String database, String collection, String field, String value) {
        return resolveDatabase(database).resolveCollection(collection, true)
                        instanceof FileCollection documents
                && documents.mayHold(field, value);
    }

    /// Whether there may be other documents than the file and the journal had when they were
    /// opened.
    boolean isChanged() {
        return changed;
    }

    /// Writes a snapshot to the file, which the operating system may still hold back, and answers
    /// how far the logs come in it.
    SortedMap<String, LogEnd> snapshot() {
        gate.writeLock().lock();
        try {
            file.commit();
            return ends(file);
        } finally {
            gate.writeLock().unlock();
        }
    }

    /// How far each log comes, by its collection's full name.
    static SortedMap<String, LogEnd> ends(MVStore file) {
        SortedMap<String, LogEnd> ends = new TreeMap<>();
        for (String name : file.getMapNames()) {
            if (name.startsWith(FileDatabase.PREFIX) && OpeningCheck.isLog(name)) {
                String namespace = name.substring(FileDatabase.PREFIX.length());
                MVMap<Object, Document> documents = FileDatabase.documents(file, namespace);
                Object last = documents.lastKey();
                Document commit = last == null ? null : documents.get(last);
                if (commit != null) {
                    LogEnd.of(commit).ifPresent(end -> ends.put(namespace, end));
                }
            }
        }
        return ends;
    }
}
