package io.lotline.core.eventlog.mongo.embedded;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.ByteBufNIO;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.ByteBufferBsonInput;

/// A commit's document, read so strictly that no changed byte goes unnoticed: it has just the
/// elements that the log writes, and what is derived from the events is. Who follows the log reads
/// faster, with `CommitCodec`.
public final class CommitDocument {
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();
    private static final List<String> ELEMENTS =
            List.of("_id", "at", "hash", "n", "tags", "types", "events");
    private static final List<String> EVENT_ELEMENTS =
            List.of("id", "name", "version", "at", "actor", "tags", "data", "meta");
    private static final int HASH_BYTES = 32;

    private CommitDocument() {}

    /// A document is none that the log writes.
    public static final class Malformed extends Exception {
        Malformed(String what) {
            super(what, null, false, false);
        }
    }

    /// The commit in these bytes.
    public static StoredCommit read(byte[] bson) throws Malformed {
        try {
            BsonDocument document = decoded(bson);
            must(ELEMENTS.equals(List.copyOf(document.keySet())), "has other elements");
            long position = document.getInt64("_id").getValue();
            byte[] hash = document.getBinary("hash").getData();
            must(
                    hash.length == HASH_BYTES && document.getBinary("hash").getType() == 0,
                    "has no hash");
            List<StoredEvent> events = new ArrayList<>();
            Set<String> tags = new HashSet<>();
            Set<String> types = new HashSet<>();
            for (BsonValue value : document.getArray("events")) {
                StoredEvent event = event(position + events.size(), value.asDocument(), tags);
                types.add(event.name());
                events.add(event);
            }
            must(
                    document.getInt32("n").getValue() == events.size(),
                    "states another number of events than it has");
            must(isOf(document, "tags", tags), "has other tags than its events");
            must(isOf(document, "types", types), "has other types than its events");
            return new StoredCommit(
                    position,
                    Instant.ofEpochMilli(document.getDateTime("at").getValue()),
                    java.util.HexFormat.of().formatHex(hash),
                    events);
        } catch (RuntimeException e) {
            // whatever the BSON library says of bytes that are none
            throw new Malformed("its document cannot be read");
        }
    }

    /// What encoded again has the same bytes.
    private static BsonDocument decoded(byte[] bson) throws Malformed {
        BsonDocument document;
        try (BsonBinaryReader reader =
                new BsonBinaryReader(
                        new ByteBufferBsonInput(new ByteBufNIO(ByteBuffer.wrap(bson))))) {
            document = CODEC.decode(reader, DecoderContext.builder().build());
        }
        try (BasicOutputBuffer again = new BasicOutputBuffer(bson.length + 1);
                BsonBinaryWriter writer = new BsonBinaryWriter(again)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            must(
                    again.getPosition() == bson.length
                            && Arrays.equals(
                                    again.getInternalBuffer(),
                                    0,
                                    bson.length,
                                    bson,
                                    0,
                                    bson.length),
                    "is not BSON as it is written");
        }
        return document;
    }

    private static StoredEvent event(long position, BsonDocument event, Set<String> all)
            throws Malformed {
        must(EVENT_ELEMENTS.equals(List.copyOf(event.keySet())), "has an event of other elements");
        Set<Tag> tags = new HashSet<>();
        for (BsonValue tag : event.getArray("tags")) {
            must(tags.add(Tag.parse(tag.asString().getValue())), "has a tag twice");
            all.add(tag.asString().getValue());
        }
        Map<String, String> meta = new HashMap<>();
        event.getDocument("meta")
                .forEach((key, value) -> meta.put(key, value.asString().getValue()));
        return new StoredEvent(
                position,
                event.getString("id").getValue(),
                event.getString("name").getValue(),
                event.getInt32("version").getValue(),
                Instant.ofEpochMilli(event.getDateTime("at").getValue()),
                event.getString("actor").getValue(),
                tags,
                event.getString("data").getValue(),
                meta);
    }

    private static boolean isOf(BsonDocument document, String field, Set<String> expected) {
        Set<String> stated = new HashSet<>();
        document.getArray(field).forEach(value -> stated.add(value.asString().getValue()));
        return document.getArray(field).size() == expected.size() && stated.equals(expected);
    }

    private static void must(boolean holds, String what) throws Malformed {
        if (!holds) {
            throw new Malformed("its document " + what);
        }
    }
}
