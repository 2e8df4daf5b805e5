package io.lotline.core.eventlog.chain;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The hash chain's arithmetic, so exact that a stranger's program can recompute it.
///
/// All integers are big-endian and signed; a *text* is its length in bytes (4 bytes), then its
/// UTF-8 bytes; a *list* is its length in entries (4 bytes), then the entries.
///
/// ```
/// event  = SHA-256( "lotline.event.1" id:text name:text version:int32 at:int64 actor:text
///                   tags:list of text data:text meta:list of (key:text value:text) )
/// commit = SHA-256( "lotline.commit.1" previous:32 bytes position:int64 n:int32
///                   event hash:32 bytes, n times )
/// ```
///
/// `at` is in milliseconds since 1970-01-01T00:00:00Z. Tags (as `key=value`) and meta keys are
/// sorted by their UTF-8 bytes, unsigned. The two leading names are plain ASCII without a length.
/// `position` is that of the commit's first event. The hash before the first commit is 32 zeros.
public final class CommitHash {
    /// The hash of the empty log.
    public static final String GENESIS = "0".repeat(64);

    private static final byte[] EVENT = "lotline.event.1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMIT = "lotline.commit.1".getBytes(StandardCharsets.US_ASCII);

    private CommitHash() {}

    /// The hash of one event, which does not depend on its position.
    public static EventHash of(NewEvent event) {
        return event(
                event.id(),
                event.name(),
                event.version(),
                event.at(),
                event.actor(),
                event.tags(),
                event.data(),
                event.meta());
    }

    /// The hash of one stored event: the same as before it was stored.
    public static EventHash of(StoredEvent event) {
        return event(
                event.id(),
                event.name(),
                event.version(),
                event.at(),
                event.actor(),
                event.tags(),
                event.data(),
                event.meta());
    }

    /// The hash of a commit whose first event has this position.
    public static String commit(String previous, long position, List<EventHash> events) {
        MessageDigest digest = sha256();
        digest.update(COMMIT);
        digest.update(HexFormat.of().parseHex(previous));
        int64(digest, position);
        int32(digest, events.size());
        for (EventHash event : events) {
            digest.update(event.bytes());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static EventHash event(
            String id,
            String name,
            int version,
            Instant at,
            String actor,
            Collection<Tag> tags,
            String data,
            Map<String, String> meta) {
        MessageDigest digest = sha256();
        digest.update(EVENT);
        int size = text(digest, id) + text(digest, name);
        int32(digest, version);
        int64(digest, at.toEpochMilli());
        size += text(digest, actor);
        int32(digest, tags.size());
        for (byte[] tag : sorted(tags.stream().map(Tag::toString).toList())) {
            size += bytes(digest, tag);
        }
        size += text(digest, data);
        int32(digest, meta.size());
        for (byte[] key : sorted(meta.keySet())) {
            size += bytes(digest, key);
            size += text(digest, meta.getOrDefault(new String(key, StandardCharsets.UTF_8), ""));
        }
        return new EventHash(digest.digest(), size);
    }

    private static List<byte[]> sorted(Collection<String> texts) {
        List<byte[]> sorted = new ArrayList<>(texts.size());
        for (String text : texts) {
            sorted.add(utf8(text));
        }
        sorted.sort(Arrays::compareUnsigned);
        return sorted;
    }

    private static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new IllegalArgumentException(
                            "not Unicode: half a character at index " + i + " of a text");
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int text(MessageDigest digest, String text) {
        return bytes(digest, utf8(text));
    }

    private static int bytes(MessageDigest digest, byte[] bytes) {
        int32(digest, bytes.length);
        digest.update(bytes);
        return bytes.length;
    }

    private static void int32(MessageDigest digest, int value) {
        digest.update(
                new byte[] {
                    (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
                });
    }

    private static void int64(MessageDigest digest, long value) {
        int32(digest, (int) (value >> 32));
        int32(digest, (int) value);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
