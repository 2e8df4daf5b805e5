package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/// How the file keeps what MongoDB's protocol carries: as BSON, in MongoDB's order of values.
abstract class BsonType<T> extends BasicDataType<T> {
    private static final int REFERENCE_BYTES = 48;

    static final BsonType<Document> DOCUMENT =
            new BsonType<>() {
                @Override
                Document toDocument(Document document) {
                    return document;
                }

                @Override
                Document fromDocument(Document document) {
                    return document;
                }

                @Override
                public Document[] createStorage(int size) {
                    return new Document[size];
                }
            };

    static final BsonType<Object> KEY =
            new BsonType<>() {
                private static final String FIELD = "k";

                /// A document of one 64-bit number: its length, the element, the number, the end.
                private static final int LONG_BYTES = 4 + 3 + 8 + 1;

                private static final byte[] LONG_ELEMENT = {0x12, 'k', 0};

                @Override
                Document toDocument(Object key) {
                    return new Document(FIELD, key);
                }

                @Override
                Object fromDocument(Document document) {
                    return Objects.requireNonNull(document.get(FIELD));
                }

                /// A 64-bit number without the detour, in the bytes that it has otherwise.
                @Override
                public void write(WriteBuffer target, Object key) {
                    if (key instanceof Long number) {
                        target.putVarInt(LONG_BYTES);
                        target.putInt(Integer.reverseBytes(LONG_BYTES));
                        target.put(LONG_ELEMENT);
                        target.putLong(Long.reverseBytes(number));
                        target.put((byte) 0);
                    } else {
                        super.write(target, key);
                    }
                }

                @Override
                public Object read(ByteBuffer source) {
                    int start = source.position();
                    if (source.remaining() > LONG_BYTES
                            && source.get(start) == LONG_BYTES
                            && source.get(start + 5) == LONG_ELEMENT[0]) {
                        source.position(start + 1 + LONG_BYTES);
                        return Long.reverseBytes(source.getLong(start + 8));
                    }
                    return super.read(source);
                }

                @Override
                public int compare(Object one, Object other) {
                    return one instanceof Long a && other instanceof Long b
                            ? Long.compare(a, b)
                            : ValueComparator.asc().compare(one, other);
                }

                @Override
                public Object[] createStorage(int size) {
                    return new Object[size];
                }
            };

    abstract Document toDocument(T value);

    abstract T fromDocument(Document document);

    @Override
    public void write(WriteBuffer target, T value) {
        ByteBuf encoded = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(toDocument(value), encoded);
        target.putVarInt(encoded.readableBytes());
        target.put(encoded.nioBuffer());
    }

    @Override
    public T read(ByteBuffer source) {
        byte[] encoded = new byte[length(source)];
        source.get(encoded);
        return fromDocument(decoded(encoded));
    }

    /// @throws RuntimeException if these bytes are no document
    static Document decoded(byte[] bson) {
        BsonLengths.check(bson);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    /// The length of what follows, which must be there.
    static int length(ByteBuffer source) {
        int length = DataUtils.readVarInt(source);
        if (length < 0 || length > source.remaining()) {
            throw new IllegalStateException(
                    "a document of %d bytes where %d are left"
                            .formatted(length, source.remaining()));
        }
        return length;
    }

    @Override
    public boolean isMemoryEstimationAllowed() {
        return true;
    }

    @Override
    public int getMemory(T value) {
        return estimate(value);
    }

    private static int estimate(Object value) {
        return switch (value) {
            case String text -> REFERENCE_BYTES + text.length();
            case Map<?, ?> map -> {
                int bytes = REFERENCE_BYTES;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    bytes += REFERENCE_BYTES;
                    if (entry.getValue() != null) {
                        bytes += estimate(entry.getValue());
                    }
                }
                yield bytes;
            }
            case Collection<?> values -> {
                int bytes = REFERENCE_BYTES;
                for (Object element : values) {
                    if (element != null) {
                        bytes += estimate(element);
                    }
                }
                yield bytes;
            }
            default -> REFERENCE_BYTES;
        };
    }
}
