package io.lotline.core.eventlog.mongo.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.lotline.core.testing.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// An index on the disk says what one in memory would: after starts, merges and damage.
class RunPostingsTest {
    private static final int RUN = 50;
    private static final String NAME = "lotline.log.tags";

    private final Path folder = TestStores.folder();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /// The documents' values by their keys.
    private final TreeMap<Long, Set<Object>> documents = new TreeMap<>();

    private RunPostings open() {
        return new RunPostings(folder, NAME, this::checksum, RUN);
    }

    private OptionalLong checksum(long key) {
        Set<Object> values = documents.get(key);
        return values == null ? OptionalLong.empty() : OptionalLong.of(values.hashCode());
    }

    private void add(Postings postings) {
        long key = documents.isEmpty() ? 1 : documents.lastKey() + 1 + random.nextInt(3);
        Set<Object> values =
                random.ints(random.nextInt(5), 0, 400)
                        .mapToObj(n -> "lot=" + n)
                        .collect(Collectors.toSet());
        documents.put(key, values);
        postings.put(values, key);
    }

    /// As a collection does it when it opens: what the index does not know is put in.
    private RunPostings restart() {
        RunPostings postings = open();
        Object known = postings.knownUpTo();
        documents
                .tailMap(known == null ? 0 : (Long) known, false)
                .forEach((key, values) -> postings.put(values, key));
        return postings;
    }

    private void assertComplete(Postings postings) {
        for (int n = 0; n < 420; n++) {
            String value = "lot=" + n;
            List<Object> keys = new ArrayList<>();
            documents.forEach(
                    (key, values) -> {
                        if (values.contains(value)) {
                            keys.add(key);
                        }
                    });
            assertThat(postings.inOrder(value)).as("%s, seed %d", value, seed).isEqualTo(keys);
            assertThat(postings.count(value)).isEqualTo(keys.size());
            assertThat(postings.mayHold(value)).isEqualTo(!keys.isEmpty());
        }
    }

    @Test
    void it_knows_every_document_before_and_after_each_start() throws IOException {
        RunPostings postings = open();
        for (int i = 1; i <= 3_000; i++) {
            add(postings);
            if (random.nextInt(40) == 0) {
                postings.keep();
            }
            if (random.nextInt(200) == 0) {
                postings = restart();
            }
            if (i % 500 == 0) {
                assertComplete(postings);
            }
        }
        // merged: far fewer than one for each fifty documents, at times all of them into one
        assertThat(files()).hasSizeBetween(1, 12);
        assertThat(postings.knownUpTo()).isNotNull();
    }

    @Test
    void a_damaged_file_is_made_again() throws IOException {
        Postings postings = filled();
        Object known = postings.knownUpTo();
        Path damaged = files().get(random.nextInt(files().size()));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(damaged, bytes);

        RunPostings again = open();
        assertThat(again.knownUpTo()).as("seed %d", seed).isNotEqualTo(known);
        assertThat(files()).doesNotContain(damaged);
        assertComplete(restart());
    }

    @Test
    void a_file_cut_off_or_never_finished_is_made_again() throws IOException {
        filled();
        List<Path> files = files();
        Path cut = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        Files.write(folder.resolve("index." + NAME + ".0-99.part"), new byte[] {1, 2, 3});

        assertComplete(restart());
        assertThat(files()).noneMatch(file -> file.toString().endsWith(".part"));
    }

    @Test
    void what_was_made_of_other_documents_is_not_believed() {
        filled();
        documents.replaceAll((key, values) -> Set.of("lot=" + key % 7));

        RunPostings again = open();
        assertThat(again.knownUpTo()).isNull();
        assertComplete(restart());
    }

    @Test
    void a_document_behind_one_that_is_known_is_refused() {
        Postings postings = filled();
        assertThatThrownBy(() -> postings.put(Set.of("lot=1"), documents.lastKey()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in the order of their keys");
    }

    private Postings filled() {
        RunPostings postings = open();
        for (int i = 0; i < 10 * RUN; i++) {
            add(postings);
            postings.keep();
        }
        assertComplete(postings);
        return postings;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith("index."))
                    .sorted()
                    .toList();
        }
    }

    /// The whole store: a start reads what no file has, a drop takes the files along.
    @Test
    void a_growing_collection_has_its_indexes_on_the_disk() throws IOException {
        int count = 2 * RunPostings.RUN_DOCUMENTS + 100;
        fill(count);
        assertThat(files()).hasSizeGreaterThanOrEqualTo(2);
        try (EmbeddedMongo store = EmbeddedMongo.open(folder, "trail");
                MongoClient client = store.client()) {
            MongoCollection<Document> log = client.getDatabase("lotline").getCollection("trail");
            assertThat(log.find(eq("tags", "lot=17")).map(d -> d.getLong("_id")))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, count)
                                    .filter(i -> i % 1_000 == 17)
                                    .mapToObj(i -> (long) i)
                                    .toList());
            assertThat(log.countDocuments(eq("types", "received"))).isEqualTo(count);
            assertThat(log.find(eq("types", "received"))).hasSize(count);
            assertThat(store.mayHold("lotline", "trail", "tags", "lot=17")).isTrue();
            assertThat(store.mayHold("lotline", "trail", "tags", "lot=none")).isFalse();
            log.insertOne(document(count + 1, "lot=new"));
            assertThat(store.mayHold("lotline", "trail", "tags", "lot=new")).isTrue();
            log.drop();
        }
        assertThat(files()).isEmpty();
    }

    private void fill(int count) {
        try (EmbeddedMongo store = EmbeddedMongo.open(folder, "trail");
                MongoClient client = store.client()) {
            MongoCollection<Document> log = client.getDatabase("lotline").getCollection("trail");
            log.createIndex(ascending("tags", "_id"));
            log.createIndex(ascending("types", "_id"));
            assertThat(log.find(eq("tags", "lot=17"))).isEmpty();
            for (int first = 1; first <= count; first += 10_000) {
                log.insertMany(
                        IntStream.range(first, Math.min(count + 1, first + 10_000))
                                .mapToObj(i -> document(i, "lot=" + i % 1_000))
                                .toList());
            }
        }
    }

    private static Document document(long id, String tag) {
        return new Document("_id", id)
                .append("tags", List.of(tag, "all"))
                .append("types", List.of("received"));
    }
}
