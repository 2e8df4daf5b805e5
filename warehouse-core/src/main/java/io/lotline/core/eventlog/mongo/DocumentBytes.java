package io.lotline.core.eventlog.mongo;

import com.mongodb.client.MongoCollection;
import java.nio.ByteBuffer;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.RawBsonDocumentCodec;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.io.BsonInput;
import org.bson.io.BsonInputMark;

/// Documents as the bytes that the server sent, for who reads a whole log.
public final class DocumentBytes implements Codec<byte[]> {
    private static final RawBsonDocumentCodec RAW = new RawBsonDocumentCodec();

    /// The same collection, its documents as bytes.
    public static MongoCollection<byte[]> of(MongoCollection<?> collection) {
        return collection
                .withDocumentClass(byte[].class)
                .withCodecRegistry(
                        CodecRegistries.fromRegistries(
                                CodecRegistries.fromCodecs(new DocumentBytes()),
                                collection.getCodecRegistry()));
    }

    @Override
    public byte[] decode(BsonReader reader, DecoderContext context) {
        return reader instanceof BsonBinaryReader answer
                        && answer.getCurrentBsonType() == BsonType.DOCUMENT
                ? cutOut(answer)
                : copy(RAW.decode(reader, context));
    }

    /// A document out of the middle of the server's answer.
    private static byte[] cutOut(BsonBinaryReader answer) {
        BsonInput input = answer.getBsonInput();
        BsonInputMark length = input.getMark(Integer.BYTES);
        byte[] bytes = new byte[input.readInt32()];
        length.reset();
        BsonInputMark start = input.getMark(bytes.length);
        input.readBytes(bytes);
        start.reset();
        answer.skipValue();
        return bytes;
    }

    private static byte[] copy(RawBsonDocument document) {
        ByteBuffer buffer = document.getByteBuffer().asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void encode(BsonWriter writer, byte[] document, EncoderContext context) {
        RAW.encode(writer, new RawBsonDocument(document), context);
    }

    @Override
    public Class<byte[]> getEncoderClass() {
        return byte[].class;
    }
}
