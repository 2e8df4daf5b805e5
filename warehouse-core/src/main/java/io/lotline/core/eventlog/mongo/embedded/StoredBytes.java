package io.lotline.core.eventlog.mongo.embedded;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/// The documents of [BsonType#DOCUMENT] as they stand in the file, for who wants their bytes only.
final class StoredBytes extends BasicDataType<byte[]> {
    private static final int ARRAY_BYTES = 24;

    @Override
    public byte[] read(ByteBuffer source) {
        byte[] encoded = new byte[BsonType.length(source)];
        source.get(encoded);
        return encoded;
    }

    @Override
    public void write(WriteBuffer target, byte[] encoded) {
        target.putVarInt(encoded.length);
        target.put(encoded);
    }

    @Override
    public int getMemory(byte[] encoded) {
        return ARRAY_BYTES + encoded.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
