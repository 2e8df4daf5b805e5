package io.lotline.core.testing;

import io.lotline.core.testing.AppendJournal.Alternative;
import io.lotline.core.testing.AppendJournal.Answer;
import io.lotline.core.testing.AppendJournal.Entry;
import io.lotline.core.testing.AppendJournal.Journal;
import io.lotline.core.testing.AppendJournal.Kind;
import io.lotline.core.testing.AppendJournal.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// A checker that does not trust the log: it reads the collection's documents with code of its own
/// and holds them to what callers were told.
///
/// - Positions have no gaps, every hash is the one recomputed from the documented format, times
///   never go back, the indexed tags and types are those of the events, no event id comes twice.
/// - Every commit is made of whole appends, one after the other, and of nothing else.
/// - Every acknowledged append is there once, at its position, with its commit's hash.
/// - Every append that is there satisfied its condition at its position.
/// - Nothing is there whose caller was told that nothing was stored.
/// - Every refused append had something in its way.
/// - Every reading of a boundary was complete.
public final class LogChecker {
    private static final byte[] EVENT = "lotline.event.1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMIT = "lotline.commit.1".getBytes(StandardCharsets.US_ASCII);

    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, Event> byId = new HashMap<>();
    private final Map<String, List<Event>> byTag = new HashMap<>();
    private final Map<String, List<Event>> byName = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();

    private record Commit(long position, List<String> ids, String hash) {}

    private record Event(long position, String id, String name, Set<String> tags, int commit) {}

    private LogChecker() {}

    /// What is wrong with a log whose only callers have kept this journal; empty when nothing is.
    public static List<String> flaws(Iterable<? extends BsonDocument> documents, Journal journal) {
        LogChecker checker = new LogChecker();
        checker.read(documents);
        journal.entries().forEach(checker::hold);
        journal.readings().forEach(checker::hold);
        Map<String, Integer> asked = new HashMap<>();
        journal.entries().forEach(entry -> asked.put(entry.id(), entry.events()));
        checker.commits.forEach(commit -> checker.divide(commit, asked));
        return checker.flaws;
    }

    private void flaw(String format, Object... values) {
        flaws.add(format.formatted(values));
    }

    /// Whether the commit is made of appends, given by their first events' ids and their sizes.
    private void divide(Commit commit, Map<String, Integer> asked) {
        int at = 0;
        while (at < commit.ids().size()) {
            Integer events = asked.get(commit.ids().get(at));
            if (events == null) {
                flaw("Nobody asked for what is at %d.", commit.position() + at);
                return;
            }
            at += events;
        }
        if (at > commit.ids().size()) {
            flaw("Not whole: the last append of the commit at %d.", commit.position());
        }
    }

    private void read(Iterable<? extends BsonDocument> documents) {
        long next = 1;
        long latest = Long.MIN_VALUE;
        byte[] hash = new byte[32];
        Set<String> ids = new HashSet<>();
        for (BsonDocument document : documents) {
            long position = document.getInt64("_id").getValue();
            if (position != next) {
                flaw("After %d comes %d.", next - 1, position);
            }
            List<BsonDocument> stored =
                    document.getArray("events").stream().map(BsonValue::asDocument).toList();
            Set<String> tags = new TreeSet<>();
            Set<String> names = new TreeSet<>();
            List<byte[]> hashes = new ArrayList<>(stored.size());
            for (BsonDocument event : stored) {
                hashes.add(hash(event));
                Event indexed = index(event, position + hashes.size() - 1);
                tags.addAll(indexed.tags());
                names.add(indexed.name());
                if (!ids.add(indexed.id())) {
                    flaw("Event id %s comes again at %d.", indexed.id(), indexed.position());
                }
                latest = Math.max(latest, event.getDateTime("at").getValue());
            }
            hash = hash(hash, position, hashes);
            if (stored.isEmpty() || document.getInt32("n").getValue() != stored.size()) {
                flaw("The commit at %d does not hold as many events as it says.", position);
            }
            if (!Arrays.equals(hash, document.getBinary("hash").getData())) {
                flaw("The hash at %d is not the recomputed one.", position);
                hash = document.getBinary("hash").getData();
            }
            if (document.getDateTime("at").getValue() != latest) {
                flaw("The time at %d is not the latest so far.", position);
            }
            if (!texts(document, "tags").equals(tags) || !texts(document, "types").equals(names)) {
                flaw("The tags or types at %d are not those of its events.", position);
            }
            commits.add(
                    new Commit(
                            position,
                            stored.stream().map(event -> event.getString("id").getValue()).toList(),
                            HexFormat.of().formatHex(hash)));
            next = position + stored.size();
        }
    }

    private Event index(BsonDocument stored, long position) {
        Event event =
                new Event(
                        position,
                        stored.getString("id").getValue(),
                        stored.getString("name").getValue(),
                        texts(stored, "tags"),
                        commits.size());
        events.add(event);
        byId.put(event.id(), event);
        byName.computeIfAbsent(event.name(), _ -> new ArrayList<>()).add(event);
        for (String tag : event.tags()) {
            byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(event);
        }
        return event;
    }

    private static Set<String> texts(BsonDocument document, String field) {
        return document.getArray(field).stream()
                .map(value -> value.asString().getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void hold(Entry entry) {
        Event first = byId.get(entry.id());
        Answer answer = entry.answer();
        if (first == null) {
            if (answer.kind() == Kind.STORED) {
                flaw("Lost: %s was acknowledged at %d.", entry.id(), answer.position());
            } else if (answer.kind() == Kind.CONFLICT
                    && inTheWay(entry, answer.position() + 1).isEmpty()) {
                flaw(
                        "No conflict: %s was refused, but nothing of %s is in %d .. %d.",
                        entry.id(), entry.criteria(), entry.after() + 1, answer.position());
            }
            return;
        }
        if (answer.kind() == Kind.CONFLICT || answer.kind() == Kind.NOTHING_STORED) {
            flaw(
                    "Stored: %s is at %d, its caller was told %s.",
                    entry.id(), first.position(), answer.kind());
        }
        if (answer.kind() == Kind.STORED
                && (answer.position() != first.position()
                        || !answer.hash().equals(commits.get(first.commit()).hash()))) {
            flaw(
                    "Moved: %s was acknowledged at %d and is at %d.",
                    entry.id(), answer.position(), first.position());
        }
        inTheWay(entry, first.position())
                .ifPresent(
                        event ->
                                flaw(
                                        "Condition broken: %s at %d asked for nothing of %s after"
                                                + " %d, and %d is.",
                                        entry.id(),
                                        first.position(),
                                        entry.criteria(),
                                        entry.after(),
                                        event.position()));
    }

    private void hold(Reading reading) {
        Set<Long> matching = new HashSet<>();
        for (Alternative alternative : reading.criteria()) {
            for (Event event : candidates(alternative, reading.after())) {
                if (event.position() > reading.to()) {
                    break;
                }
                if (alternative.matches(event.tags(), event.name())) {
                    matching.add(event.position());
                }
            }
        }
        if (matching.size() != reading.events()) {
            flaw(
                    "Misread: %s has %d events in %d .. %d, not %d.",
                    reading.criteria(),
                    matching.size(),
                    reading.after() + 1,
                    reading.to(),
                    reading.events());
        }
    }

    /// An event that the condition forbids, between its position and this one.
    private Optional<Event> inTheWay(Entry entry, long before) {
        for (Alternative alternative : entry.criteria()) {
            for (Event event : candidates(alternative, entry.after())) {
                if (event.position() >= before) {
                    break;
                }
                if (alternative.matches(event.tags(), event.name())) {
                    return Optional.of(event);
                }
            }
        }
        return Optional.empty();
    }

    /// Every event after this position that may match, in order.
    private List<Event> candidates(Alternative alternative, long after) {
        List<Event> fewest = events;
        for (String tag : alternative.tags()) {
            List<Event> tagged = byTag.getOrDefault(tag, List.of());
            fewest = tagged.size() < fewest.size() ? tagged : fewest;
        }
        if (alternative.names().size() == 1) {
            List<Event> named =
                    byName.getOrDefault(alternative.names().iterator().next(), List.of());
            fewest = named.size() < fewest.size() ? named : fewest;
        }
        int low = 0;
        int high = fewest.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fewest.get(middle).position() <= after) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return fewest.subList(low, fewest.size());
    }

    private static byte[] hash(BsonDocument event) {
        Canonical bytes = new Canonical();
        bytes.writeBytes(EVENT);
        bytes.text(event.getString("id").getValue());
        bytes.text(event.getString("name").getValue());
        bytes.int32(event.getInt32("version").getValue());
        bytes.int64(event.getDateTime("at").getValue());
        bytes.text(event.getString("actor").getValue());
        TreeMap<byte[], String> tags = new TreeMap<>(Arrays::compareUnsigned);
        texts(event, "tags").forEach(tag -> tags.put(utf8(tag), ""));
        bytes.int32(tags.size());
        tags.keySet().forEach(bytes::text);
        bytes.text(event.getString("data").getValue());
        TreeMap<byte[], String> meta = new TreeMap<>(Arrays::compareUnsigned);
        event.getDocument("meta")
                .forEach((key, value) -> meta.put(utf8(key), value.asString().getValue()));
        bytes.int32(meta.size());
        meta.forEach(
                (key, value) -> {
                    bytes.text(key);
                    bytes.text(value);
                });
        return bytes.sha256();
    }

    private static byte[] hash(byte[] previous, long position, List<byte[]> eventHashes) {
        Canonical bytes = new Canonical();
        bytes.writeBytes(COMMIT);
        bytes.writeBytes(previous);
        bytes.int64(position);
        bytes.int32(eventHashes.size());
        eventHashes.forEach(bytes::writeBytes);
        return bytes.sha256();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The bytes that are hashed, by the description of the chain alone.
    private static final class Canonical extends ByteArrayOutputStream {
        void int32(int value) {
            writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        }

        void int64(long value) {
            writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }

        void text(String text) {
            text(utf8(text));
        }

        void text(byte[] utf8) {
            int32(utf8.length);
            writeBytes(utf8);
        }

        byte[] sha256() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(toByteArray());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
