package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HexFormat;
import java.util.Optional;

/// How far a log had come: its last position and the chain's hash there, lower-case hex.
public record LogEnd(long position, String hash) {
    /// What a commit's document says of itself; nothing where it is none.
    static Optional<LogEnd> of(Document commit) {
        return commit.get("_id") instanceof Long first
                        && commit.get("n") instanceof Integer count
                        && commit.get("hash") instanceof BinData hash
                ? Optional.of(
                        new LogEnd(first + count - 1, HexFormat.of().formatHex(hash.getData())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "position " + position + " (hash " + hash + ")";
    }
}
