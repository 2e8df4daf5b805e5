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
import java.util.function.ObjIntConsumer;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

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

    /// What the body of a commit of one usual event takes.
    private static final int BODY_BYTES = 1024;

    private static final DocumentBytes BYTES = new DocumentBytes();

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
        return body(
                BODY_BYTES,
                tags,
                types,
                events.size(),
                (bson, i) -> writeEvent(bson, Integer.toString(i), events.get(i)));
    }

    /// The body of a commit that several appends share, of theirs.
    static byte[] joined(List<byte[]> bodies) {
        Set<String> tags = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        List<byte[]> events = new ArrayList<>();
        int size = 0;
        for (byte[] body : bodies) {
            size += body.length;
            BsonBytes bson = new BsonBytes(body);
            bson.enter();
            while (bson.next()) {
                long field = bson.name();
                if (field == Fields.TAGS) {
                    elements(bson, () -> tags.add(bson.string()));
                } else if (field == Fields.TYPES) {
                    elements(bson, () -> types.add(bson.string()));
                } else if (field == Fields.EVENTS) {
                    elements(bson, () -> events.add(bson.document()));
                } else {
                    bson.skip();
                }
            }
        }
        return body(
                size,
                tags,
                types,
                events.size(),
                (bson, i) -> bson.document(Integer.toString(i), events.get(i)));
    }

    /// @param size  how many bytes are expected
    /// @param event writes one of the events
    private static byte[] body(
            int size,
            Set<String> tags,
            Set<String> types,
            int events,
            ObjIntConsumer<GrowingBson> event) {
        GrowingBson bson = new GrowingBson(size);
        int start = bson.begin();
        bson.int32(COUNT, events);
        bson.strings(TAGS, List.copyOf(tags));
        bson.strings(TYPES, List.copyOf(types));
        int array = bson.beginArray(EVENTS);
        for (int i = 0; i < events; i++) {
            event.accept(bson, i);
        }
        bson.end(array);
        bson.end(start);
        return bson.toBytes();
    }

    private static void elements(BsonBytes array, Runnable each) {
        array.enterArray();
        while (array.next()) {
            array.skipName();
            each.run();
        }
    }

    /// The events of a body.
    static List<NewEvent> events(byte[] body) {
        return decode(body).events().stream()
                .map(
                        event ->
                                new NewEvent(
                                        event.id(),
                                        event.name(),
                                        event.version(),
                                        event.at(),
                                        event.actor(),
                                        event.tags(),
                                        event.data(),
                                        event.meta()))
                .toList();
    }

    private static void writeEvent(GrowingBson bson, String index, NewEvent event) {
        int start = bson.beginDocument(index);
        bson.string("id", event.id());
        bson.string("name", event.name());
        bson.int32("version", event.version());
        bson.dateTime("at", event.at().toEpochMilli());
        bson.string("actor", event.actor());
        bson.strings("tags", event.tags().stream().map(Tag::toString).sorted().toList());
        bson.string("data", event.data());
        int meta = bson.beginDocument("meta");
        event.meta().forEach(bson::string);
        bson.end(meta);
        bson.end(start);
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
        return decode(BYTES.decode(reader, context));
    }

    static StoredCommit decode(byte[] document) {
        long position = 0;
        Instant at = Instant.MIN;
        String hash = "";
        List<StoredEvent> events = new ArrayList<>(1);
        BsonBytes bson = new BsonBytes(document);
        bson.enter();
        while (bson.next()) {
            long field = bson.name();
            if (field == Fields.ID) {
                position = bson.int64();
            } else if (field == Fields.AT) {
                at = Instant.ofEpochMilli(bson.dateTime());
            } else if (field == Fields.HASH) {
                hash = HexFormat.of().formatHex(bson.binary());
            } else if (field == Fields.EVENTS) {
                bson.enterArray();
                while (bson.next()) {
                    bson.skipName();
                    events.add(readEvent(bson, position + events.size()));
                }
            } else {
                // what is derived from the events
                bson.skip();
            }
        }
        return new StoredCommit(position, at, hash, events);
    }

    private static StoredEvent readEvent(BsonBytes bson, long position) {
        String id = "";
        String name = "";
        int version = 0;
        Instant at = Instant.MIN;
        String actor = "";
        Set<Tag> tags = Set.of();
        String data = "";
        Map<String, String> meta = Map.of();
        bson.enterDocument();
        while (bson.next()) {
            long field = bson.name();
            if (field == Fields.EVENT_ID) {
                id = bson.string();
            } else if (field == Fields.NAME) {
                name = bson.string();
            } else if (field == Fields.VERSION) {
                version = bson.int32();
            } else if (field == Fields.AT) {
                at = Instant.ofEpochMilli(bson.dateTime());
            } else if (field == Fields.ACTOR) {
                actor = bson.string();
            } else if (field == Fields.TAGS) {
                tags = new StoredTags(bson.array());
            } else if (field == Fields.DATA) {
                data = bson.string();
            } else if (field == Fields.META) {
                meta = readMeta(bson);
            } else {
                bson.skip();
            }
        }
        return new StoredEvent(position, id, name, version, at, actor, tags, data, meta);
    }

    private static Map<String, String> readMeta(BsonBytes bson) {
        Map<String, String> meta = Map.of();
        bson.enterDocument();
        while (bson.next()) {
            String key = bson.text();
            String value = bson.string();
            if (meta.isEmpty()) {
                meta = Map.of(key, value);
            } else {
                Map<String, String> more = new HashMap<>(meta);
                more.put(key, value);
                meta = Map.copyOf(more);
            }
        }
        return meta;
    }

    /// The fields' names as they are compared while reading.
    private static final class Fields {
        static final long ID = BsonBytes.name(CommitCodec.ID);
        static final long AT = BsonBytes.name(CommitCodec.AT);
        static final long HASH = BsonBytes.name(CommitCodec.HASH);
        static final long TAGS = BsonBytes.name(CommitCodec.TAGS);
        static final long TYPES = BsonBytes.name(CommitCodec.TYPES);
        static final long EVENTS = BsonBytes.name(CommitCodec.EVENTS);
        static final long EVENT_ID = BsonBytes.name("id");
        static final long NAME = BsonBytes.name("name");
        static final long VERSION = BsonBytes.name("version");
        static final long ACTOR = BsonBytes.name("actor");
        static final long DATA = BsonBytes.name("data");
        static final long META = BsonBytes.name("meta");
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
