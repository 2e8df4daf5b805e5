package io.lotline.ops.verify;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where the commits of a log are read from: their documents as BSON, in the order of positions.
interface CommitSource {

    /// Hands over the document that begins at position `from`, and all after it; all there are for
    /// 0. Stops early when the sink has enough.
    ///
    /// @throws Damaged if what is stored cannot be read on
    void read(long from, Sink sink) throws IOException, InterruptedException;

    /// A head that the log must pass through, because who keeps it remembers that it had come so
    /// far; null for none.
    default @Nullable Head remembered() {
        return null;
    }

    /// Takes documents; answers whether it wants more.
    @FunctionalInterface
    interface Sink {
        boolean take(byte[] document) throws IOException, InterruptedException;
    }

    /// The bytes of the source end or break off here.
    final class Damaged extends IOException {
        Damaged(String message) {
            super(message);
        }
    }
}
