package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/// What two nodes say to each other, and its bytes.
sealed interface LinkMessage {
    byte HAND = 1;
    byte WRITTEN = 2;
    byte BACK = 3;

    /// Please write these.
    record Hand(List<PendingAppend> appends) implements LinkMessage {
        /// Has them written here, and sends back what is not.
        void write(Consumer<PendingAppend> submit, LongSupplier head, Consumer<byte[]> send) {
            for (PendingAppend append : appends) {
                CompletableFuture<?> _ =
                        append.answer()
                                .whenComplete(
                                        (_, failure) -> {
                                            if (failure != null) {
                                                send.accept(
                                                        back(
                                                                Set.of(append.id()),
                                                                head.getAsLong()));
                                            }
                                        });
                submit.accept(append);
            }
        }
    }

    /// What the node that writes says: a durable round, or what it does not write.
    record Tell(News news) implements LinkMessage {}

    /// A durable round, before it is read: the documents as they are stored.
    static byte[] written(List<RawBsonDocument> documents, @Nullable BsonDocument time) {
        return bytes(
                WRITTEN,
                out -> {
                    block(
                            out,
                            time == null
                                    ? ByteBuffer.allocate(0)
                                    : new RawBsonDocument(time, new BsonDocumentCodec())
                                            .getByteBuffer()
                                            .asNIO());
                    out.writeInt(documents.size());
                    for (RawBsonDocument document : documents) {
                        block(out, document.getByteBuffer().asNIO());
                    }
                });
    }

    /// Appends that are not written here, with the position up to which the log says why.
    static byte[] back(Collection<String> ids, long position) {
        return bytes(
                BACK,
                out -> {
                    out.writeLong(position);
                    texts(out, ids);
                });
    }

    /// Appends to be written.
    ///
    /// @param head up to which their conditions hold, and the log lacks them
    static byte[] hand(List<PendingAppend> appends, long head) {
        return bytes(
                HAND,
                out -> {
                    out.writeLong(head);
                    out.writeInt(appends.size());
                    for (PendingAppend append : appends) {
                        block(out, ByteBuffer.wrap(append.body()));
                        condition(out, append.condition());
                    }
                });
    }

    static LinkMessage read(byte[] message) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
        try {
            byte kind = in.readByte();
            return switch (kind) {
                case HAND -> readHand(in);
                case WRITTEN -> new Tell(readWritten(in));
                case BACK -> {
                    long position = in.readLong();
                    yield new Tell(new News.Back(readTexts(in), position));
                }
                default -> throw new IOException("no such message: " + kind);
            };
        } catch (RuntimeException e) {
            // another release's commits or words
            throw new IOException("not a message that this release understands", e);
        }
    }

    private static LinkMessage readHand(DataInputStream in) throws IOException {
        long head = in.readLong();
        int count = in.readInt();
        List<PendingAppend> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] body = readBlock(in);
            appends.add(PendingAppend.foreign(body, readCondition(in), head));
        }
        return new Hand(appends);
    }

    private static News readWritten(DataInputStream in) throws IOException {
        byte[] time = readBlock(in);
        int count = in.readInt();
        List<StoredCommit> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commits.add(CommitCodec.decode(readBlock(in)));
        }
        return new News.Written(commits, time.length == 0 ? null : new RawBsonDocument(time));
    }

    private static void condition(DataOutputStream out, AppendCondition condition)
            throws IOException {
        out.writeLong(condition.after());
        out.writeInt(condition.criteria().alternatives().size());
        for (Criterion alternative : condition.criteria().alternatives()) {
            texts(out, alternative.tags().stream().map(Tag::toString).toList());
            texts(out, alternative.names());
        }
    }

    private static AppendCondition readCondition(DataInputStream in) throws IOException {
        long after = in.readLong();
        int count = in.readInt();
        List<Criterion> alternatives = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<Tag> tags = new HashSet<>();
            readTexts(in).forEach(tag -> tags.add(Tag.parse(tag)));
            alternatives.add(new Criterion(tags, readTexts(in)));
        }
        return new AppendCondition(new Criteria(alternatives), after);
    }

    private static void texts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            block(out, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Set<String> readTexts(DataInputStream in) throws IOException {
        int count = in.readInt();
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < count; i++) {
            texts.add(new String(readBlock(in), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static void block(DataOutputStream out, ByteBuffer bytes) throws IOException {
        out.writeInt(bytes.remaining());
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private static byte[] readBlock(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a block of %d bytes".formatted(length));
        }
        return in.readNBytes(length);
    }

    private static byte[] bytes(byte kind, Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(kind);
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        }
        return bytes.toByteArray();
    }

    /// Writes the rest of a message.
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }
}
