package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.Tag;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.BsonBinaryWriter;
import org.bson.BsonSerializationException;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class BsonBytesTest {
    private static byte[] bytes(Document document) {
        try (BasicOutputBuffer buffer = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            new DocumentCodec().encode(writer, document, EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }

    @Test
    void what_it_does_not_read_it_steps_over() {
        BsonBytes bson =
                new BsonBytes(
                        bytes(
                                new Document("a", 1.5)
                                        .append("b", new ObjectId())
                                        .append("c", true)
                                        .append("d", null)
                                        .append("e", new Decimal128(7))
                                        .append("f", new Document("x", List.of(1, "y")))
                                        .append("g", new Binary(new byte[] {1, 2}))
                                        .append("version", 7)
                                        .append("a longer name than eight", "器械")
                                        .append("at", new Date(5))));
        bson.enter();
        for (int i = 0; i < 7; i++) {
            assertThat(bson.next()).isTrue();
            bson.skipName();
            bson.skip();
        }
        assertThat(bson.next()).isTrue();
        assertThat(bson.name()).isEqualTo(BsonBytes.name("version"));
        assertThat(bson.int32()).isEqualTo(7);
        assertThat(bson.next()).isTrue();
        assertThat(bson.name()).isZero();
        assertThat(bson.string()).isEqualTo("器械");
        assertThat(bson.next()).isTrue();
        assertThat(bson.name()).isEqualTo(BsonBytes.name("at"));
        assertThat(bson.dateTime()).isEqualTo(5);
        assertThat(bson.next()).isFalse();
    }

    @Test
    void a_field_of_another_type_is_refused() {
        BsonBytes bson = new BsonBytes(bytes(new Document("tags", "no array")));
        bson.enter();
        bson.next();
        bson.skipName();
        assertThatThrownBy(bson::array).isInstanceOf(BsonSerializationException.class);
        assertThatThrownBy(bson::enterDocument).isInstanceOf(BsonSerializationException.class);
        assertThatThrownBy(bson::int64).isInstanceOf(BsonSerializationException.class);
    }

    @Test
    void tags_are_a_set_like_any_other() {
        BsonBytes bson =
                new BsonBytes(bytes(new Document("tags", List.of("lot=D/L=1", "stock=a"))));
        bson.enter();
        bson.next();
        bson.skipName();
        StoredTags tags = new StoredTags(bson.array());
        Set<Tag> same = Set.of(new Tag("lot", "D/L=1"), new Tag("stock", "a"));
        assertThat(tags.size()).isEqualTo(2);
        assertThat(tags).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(same).isEqualTo(tags);
        assertThat(tags.contains(new Tag("stock", "b"))).isFalse();
        assertThat(new ArrayList<>(tags)).containsExactlyInAnyOrderElementsOf(same);
        assertThatThrownBy(() -> tags.add(new Tag("x", "y")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
