package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Where the indexes of a store are: those of collections to which documents are only ever added
/// on the disk, all others in memory.
final class IndexFiles {
    /// What the names of all their files begin with.
    static final String PREFIX = "index.";

    private final Path directory;
    private final Set<String> growing;
    private final Map<String, Postings> kept = new ConcurrentHashMap<>();
    private final List<FileCollection> found = new CopyOnWriteArrayList<>();

    /// @param growing names of the collections, in whichever database, whose documents never change
    ///     and whose keys are numbers from 1 on that ascend
    IndexFiles(Path directory, Set<String> growing) {
        this.directory = directory;
        this.growing = growing;
    }

    /// A collection was opened.
    void opened(FileCollection collection) {
        if (growing.contains(collection.getCollectionName())) {
            found.add(collection);
        }
    }

    /// Reads what no file has; for a start, before anyone asks. Without files that is all, and
    /// takes longer than a client would wait.
    void build() {
        found.forEach(FileCollection::buildIndexes);
        found.clear();
    }

    /// An index's postings of a field.
    ///
    /// @param namespace the collection's full name
    /// @param documents the document with a key, or null
    Postings of(
            String namespace,
            String collection,
            String field,
            LongFunction<@Nullable Document> documents) {
        if (!growing.contains(collection)) {
            return new MemoryPostings();
        }
        // an index that exists is asked for again before it is noticed
        return kept.computeIfAbsent(
                namespace + "." + field,
                name ->
                        new RunPostings(
                                directory,
                                name,
                                key -> checksum(documents.apply(key)),
                                RunPostings.RUN_DOCUMENTS));
    }

    private static OptionalLong checksum(@Nullable Document document) {
        if (document == null) {
            return OptionalLong.empty();
        }
        ByteBuf bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bytes);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.nioBuffer());
        return OptionalLong.of(checksum.getValue());
    }

    /// Moves to the disk what belongs there.
    void keep() {
        kept.values().forEach(Postings::keep);
    }
}
