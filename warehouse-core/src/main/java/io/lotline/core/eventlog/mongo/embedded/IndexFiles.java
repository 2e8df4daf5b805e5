package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32C;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// Where the indexes of a store are: those of collections to which documents are only ever added
/// on the disk, all others in memory.
final class IndexFiles {
    private final Path directory;
    private final Set<String> growing;
    private final List<Postings> kept = new CopyOnWriteArrayList<>();

    /// @param growing names of the collections, in whichever database, whose documents never change
    ///     and whose keys are numbers from 1 on that ascend
    IndexFiles(Path directory, Set<String> growing) {
        this.directory = directory;
        this.growing = growing;
    }

    /// An index's postings of a field.
    ///
    /// @param namespace the collection's full name
    Postings of(
            String namespace, String collection, String field, MVMap<Object, Document> documents) {
        if (!growing.contains(collection)) {
            return new MemoryPostings();
        }
        Postings postings =
                new RunPostings(
                        directory,
                        namespace + "." + field,
                        key -> checksum(documents.get(key)),
                        RunPostings.RUN_DOCUMENTS);
        kept.add(postings);
        return postings;
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
        kept.forEach(Postings::keep);
    }
}
