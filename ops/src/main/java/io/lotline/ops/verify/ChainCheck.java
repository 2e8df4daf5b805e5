package io.lotline.ops.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Follows the chain from commit to commit: no position left out or taken twice, each commit's hash
/// as computed from the hash before it, times that never go back.
///
/// `hash = SHA-256("lotline.commit.1" previous:32 bytes position:int64 n:int32 event hashes)`,
/// integers big-endian; the hash before the first commit is 32 zeros.
final class ChainCheck {
    private static final byte[] COMMIT = "lotline.commit.1".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256 = CommitCheck.sha256();
    private byte[] hash;
    private long last;
    private long time;
    private long commits;

    /// Begins after this head.
    ///
    /// @param time that of the commit there, milliseconds; the least there is for the empty log
    ChainCheck(Head from, long time) {
        this.hash = from.hashBytes();
        this.last = from.position();
        this.time = time;
    }

    /// Begins with an empty log.
    ChainCheck() {
        this(Head.EMPTY, Long.MIN_VALUE);
    }

    /// The next commit.
    ///
    /// @throws CommitCheck.Malformed if it does not follow
    void next(CommitCheck.Digest commit) throws CommitCheck.Malformed {
        if (commit.position() != last + 1) {
            throw new CommitCheck.Malformed(
                    "the next commit begins at position %d".formatted(commit.position()));
        }
        sha256.update(COMMIT);
        sha256.update(hash);
        sha256.update(
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                        .putLong(commit.position())
                        .putInt(commit.count())
                        .flip());
        byte[] computed = sha256.digest(commit.events());
        if (!Arrays.equals(computed, commit.hash())) {
            throw new CommitCheck.Malformed(
                    "the commit states the hash %s; computed is %s"
                            .formatted(hex(commit.hash()), hex(computed)));
        }
        long latest = Math.max(time, commit.latest());
        if (commit.at() != latest) {
            throw new CommitCheck.Malformed(
                    "the commit states the time %d; the latest of an event up to it is %d"
                            .formatted(commit.at(), latest));
        }
        time = latest;
        hash = computed;
        last = commit.last();
        commits++;
    }

    Head head() {
        return new Head(last, hex(hash));
    }

    long time() {
        return time;
    }

    long commits() {
        return commits;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
