package io.lotline.ops.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Documents of BSON one after the other, as `mongodump` writes them too.
final class BsonStream {
    private static final int SIZE_BYTES = Integer.BYTES;
    private static final int LARGEST = 16 * 1024 * 1024 + 16 * 1024;

    private BsonStream() {}

    /// Answers whether the sink wants more than there is.
    static boolean read(InputStream in, CommitSource.Sink sink)
            throws IOException, InterruptedException {
        byte[] size = new byte[SIZE_BYTES];
        while (true) {
            int got = in.readNBytes(size, 0, SIZE_BYTES);
            if (got == 0) {
                return true;
            }
            if (got < SIZE_BYTES) {
                throw new CommitSource.Damaged("the source ends inside a commit");
            }
            int stated = CommitCheck.statedSize(size, 0);
            if (stated < SIZE_BYTES + 1 || stated > LARGEST) {
                throw new CommitSource.Damaged("a document states a size of " + stated);
            }
            byte[] document = Arrays.copyOf(size, stated);
            if (in.readNBytes(document, SIZE_BYTES, stated - SIZE_BYTES) < stated - SIZE_BYTES) {
                throw new CommitSource.Damaged("the source ends inside a commit");
            }
            if (!sink.take(document)) {
                return false;
            }
        }
    }
}
