package io.lotline.core.eventlog.mongo.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/// A journal as Lotline wrote it before stores had ids: records of `length:int32 crc32c:int32`,
/// what they are of, and no header. A store that such a Lotline did not live to close still has it.
final class EarlierJournal {
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private EarlierJournal() {}

    /// Gives every whole record and answers how many; one that is not was never acknowledged and
    /// ends the journal.
    static int replay(byte[] bytes, BiConsumer<String, byte[]> each) {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        int records = 0;
        while (all.remaining() >= HEADER_BYTES) {
            int length = all.getInt();
            int checksum = all.getInt();
            if (length < Short.BYTES || length > all.remaining()) {
                return records;
            }
            CRC32C computed = new CRC32C();
            computed.update(bytes, all.position(), length);
            if ((int) computed.getValue() != checksum) {
                return records;
            }
            int start = all.position();
            split(Arrays.copyOfRange(bytes, start, start + length), each);
            all.position(start + length);
            records++;
        }
        return records;
    }

    /// A record: `namespace:uint16 length and UTF-8, document:BSON`.
    static void split(byte[] record, BiConsumer<String, byte[]> each) {
        ByteBuffer parts = ByteBuffer.wrap(record);
        byte[] name = new byte[Short.toUnsignedInt(parts.getShort())];
        parts.get(name);
        byte[] document = new byte[parts.remaining()];
        parts.get(document);
        each.accept(new String(name, StandardCharsets.UTF_8), document);
    }
}
