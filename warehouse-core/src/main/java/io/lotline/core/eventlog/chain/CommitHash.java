package io.lotline.core.eventlog.chain;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import java.nio.charset.StandardCharsets;
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
        HashInput input =
                new HashInput(COMMIT)
                        .bytes(HexFormat.of().parseHex(previous))
                        .int64(position)
                        .int32(events.size());
        events.forEach(event -> input.bytes(event.bytes()));
        return HexFormat.of().formatHex(input.sha256());
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
        HashInput input =
                new HashInput(EVENT)
                        .text(utf8(id))
                        .text(utf8(name))
                        .int32(version)
                        .int64(at.toEpochMilli())
                        .text(utf8(actor));
        List<byte[]> sortedTags = sorted(tags.stream().map(Tag::toString).toList());
        input.int32(sortedTags.size());
        sortedTags.forEach(input::text);
        input.text(utf8(data)).int32(meta.size());
        for (byte[] key : sorted(meta.keySet())) {
            String value = meta.getOrDefault(new String(key, StandardCharsets.UTF_8), "");
            input.text(key).text(utf8(value));
        }
        return new EventHash(input.sha256(), input.texts());
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
}
