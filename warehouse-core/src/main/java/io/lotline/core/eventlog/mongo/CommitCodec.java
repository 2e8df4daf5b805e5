package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonBinaryWriter;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/// A commit's document, to and from BSON.
///
/// It is written in two steps: the caller's thread encodes what does not depend on the position,
/// the committer puts position, time and hash in front of those bytes.
final class CommitCodec implements Codec<StoredCommit> {
    static final String ID = "_id";
    static final String AT = "at";
    static final String HASH = "hash";
    static final String COUNT = "n";
    static final String TAGS = "tags";
    static final String TYPES = "types";
    private static final String EVENTS = "events";

    /// `_id` (int64), `at` (date) and `hash` (32 bytes) with their names, as BSON elements.
    private static final int FRONT_BYTES = (1 + 4 + 8) + (1 + 3 + 8) + (1 + 5 + 4 + 1 + 32);

    /// The document without its front: BSON bytes, complete in itself.
    static byte[] body(List<NewEvent> events) {
        Set<String> tags = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        for (NewEvent event : events) {
            event.tags().forEach(tag -> tags.add(tag.toString()));
            types.add(event.name());
        }
        try (BasicOutputBuffer buffer = new BasicOutputBuffer(1024);
                BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            writer.writeStartDocument();
            writer.writeInt32(COUNT, events.size());
            strings(writer, TAGS, tags);
            strings(writer, TYPES, types);
            writer.writeStartArray(EVENTS);
            for (NewEvent event : events) {
                writeEvent(writer, event);
            }
            writer.writeEndArray();
            writer.writeEndDocument();
            return buffer.toByteArray();
        }
    }

    private static void writeEvent(BsonWriter writer, NewEvent event) {
        writer.writeStartDocument();
        writer.writeString("id", event.id());
        writer.writeString("name", event.name());
        writer.writeInt32("version", event.version());
        writer.writeDateTime("at", event.at().toEpochMilli());
        writer.writeString("actor", event.actor());
        strings(writer, "tags", new TreeSet<>(event.tags().stream().map(Tag::toString).toList()));
        writer.writeString("data", event.data());
        writer.writeStartDocument("meta");
        event.meta().forEach(writer::writeString);
        writer.writeEndDocument();
        writer.writeEndDocument();
    }

    private static void strings(BsonWriter writer, String name, Set<String> values) {
        writer.writeStartArray(name);
        values.forEach(writer::writeString);
        writer.writeEndArray();
    }

    /// The whole document.
    static RawBsonDocument document(long position, Instant at, String hash, byte[] body) {
        ByteBuffer whole =
                ByteBuffer.allocate(FRONT_BYTES + body.length).order(ByteOrder.LITTLE_ENDIAN);
        whole.putInt(FRONT_BYTES + body.length);
        element(whole, 0x12, ID).putLong(position);
        element(whole, 0x09, AT).putLong(at.toEpochMilli());
        element(whole, 0x05, HASH).putInt(32).put((byte) 0).put(HexFormat.of().parseHex(hash));
        whole.put(body, Integer.BYTES, body.length - Integer.BYTES);
        return new RawBsonDocument(whole.array());
    }

    private static ByteBuffer element(ByteBuffer buffer, int type, String name) {
        return buffer.put((byte) type).put(name.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }

    @Override
    public StoredCommit decode(BsonReader reader, DecoderContext context) {
        long position = 0;
        Instant at = Instant.MIN;
        String hash = "";
        List<StoredEvent> events = new ArrayList<>();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case ID -> position = reader.readInt64();
                case AT -> at = Instant.ofEpochMilli(reader.readDateTime());
                case HASH -> hash = HexFormat.of().formatHex(reader.readBinaryData().getData());
                case EVENTS -> {
                    reader.readStartArray();
                    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                        events.add(readEvent(reader, position + events.size()));
                    }
                    reader.readEndArray();
                }
                // what is derived from the events
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new StoredCommit(position, at, hash, events);
    }

    private static StoredEvent readEvent(BsonReader reader, long position) {
        String id = "";
        String name = "";
        int version = 0;
        Instant at = Instant.MIN;
        String actor = "";
        List<Tag> tags = new ArrayList<>();
        String data = "";
        Map<String, String> meta = Map.of();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case "id" -> id = reader.readString();
                case "name" -> name = reader.readString();
                case "version" -> version = reader.readInt32();
                case "at" -> at = Instant.ofEpochMilli(reader.readDateTime());
                case "actor" -> actor = reader.readString();
                case "tags" -> {
                    reader.readStartArray();
                    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                        tags.add(Tag.parse(reader.readString()));
                    }
                    reader.readEndArray();
                }
                case "data" -> data = reader.readString();
                case "meta" -> meta = readMeta(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new StoredEvent(
                position, id, name, version, at, actor, Set.copyOf(tags), data, meta);
    }

    private static Map<String, String> readMeta(BsonReader reader) {
        reader.readStartDocument();
        Map<String, String> meta = Map.of();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String key = reader.readName();
            String value = reader.readString();
            if (meta.isEmpty()) {
                meta = Map.of(key, value);
            } else {
                Map<String, String> more = new HashMap<>(meta);
                more.put(key, value);
                meta = Map.copyOf(more);
            }
        }
        reader.readEndDocument();
        return meta;
    }

    @Override
    public void encode(BsonWriter writer, StoredCommit commit, EncoderContext context) {
        throw new UnsupportedOperationException("commits are written in two steps");
    }

    @Override
    public Class<StoredCommit> getEncoderClass() {
        return StoredCommit.class;
    }
}
