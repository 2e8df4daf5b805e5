package io.lotline.api.scan;

import io.lotline.api.http.HttpLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines of a batch, one by one. Blank lines are passed over and counted.
final class BatchLines {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final BatchBody body;
    private byte[] piece = new byte[0];
    private int at;
    private boolean ended;
    private int number;

    BatchLines(BatchBody body) {
        this.body = body;
    }

    /// A line of the batch.
    ///
    /// @param number from 1, as an editor counts
    /// @param bytes  without the line's end; null where they are too many
    record Line(int number, byte @Nullable [] bytes) {}

    /// The next line that is not blank; null at the end.
    ///
    /// @throws IOException if the body could not be read to its end
    @Nullable Line next() throws IOException {
        while (!ended) {
            number++;
            Line line = read();
            if (line.bytes() == null || !isBlank(line.bytes())) {
                return line;
            }
        }
        return null;
    }

    /// The number of the line that was read last, whole or not.
    int number() {
        return number;
    }

    private Line read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        while (true) {
            if (at == piece.length) {
                byte[] more = body.take();
                if (more == null) {
                    ended = true;
                    break;
                }
                piece = more;
                at = 0;
            }
            int end = at;
            while (end < piece.length && piece[end] != '\n') {
                end++;
            }
            tooLong |= bytes.size() + end - at > HttpLimits.MAX_LINE_BYTES;
            if (!tooLong) {
                bytes.write(piece, at, end - at);
            }
            boolean whole = end < piece.length;
            at = whole ? end + 1 : end;
            if (whole) {
                break;
            }
        }
        return new Line(number, tooLong ? null : withoutMark(bytes.toByteArray()));
    }

    /// Editors put a mark before the first line.
    private byte[] withoutMark(byte[] bytes) {
        boolean marked =
                number == 1
                        && bytes.length >= BYTE_ORDER_MARK.length
                        && Arrays.equals(
                                bytes,
                                0,
                                BYTE_ORDER_MARK.length,
                                BYTE_ORDER_MARK,
                                0,
                                BYTE_ORDER_MARK.length);
        return marked ? Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length) : bytes;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
