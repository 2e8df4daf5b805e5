package io.lotline.api.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchBodyTest {
    private static final long SEED = Long.getLong("lotline.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        "0, 1000000, 1000",
        "1, 1000000, 1000",
        "3000000, 0, 0",
        "3000000, 1000000, 1000",
        "3000000, 10000, 100000",
        "3000000, 10000000, 0",
    })
    void what_went_in_comes_out_wherever_it_was_kept(int length, int inMemory, long onDisk)
            throws IOException {
        byte[] body = new byte[length];
        new Random(SEED).nextBytes(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BatchBody ahead = BatchBody.of(new ByteArrayInputStream(body), inMemory, onDisk)) {
            for (byte[] piece = ahead.take(); piece != null; piece = ahead.take()) {
                out.writeBytes(piece);
            }
        }
        assertThat(out.toByteArray()).as("seed %d", SEED).isEqualTo(body);
    }

    @Test
    void no_more_is_taken_in_than_there_is_room_for() throws Exception {
        Counted body = new Counted(new ByteArrayInputStream(new byte[10_000_000]));
        try (BatchBody ahead = BatchBody.of(body, 100_000, 1_000_000)) {
            assertThat(ahead.take()).isNotNull();
            long before = -1;
            while (body.count != before) {
                before = body.count;
                Thread.yield();
            }
            assertThat(body.count).isLessThan(1_200_000);
        }
    }

    @Test
    void a_body_that_breaks_off_is_told_after_what_came() throws IOException {
        InputStream broken =
                new InputStream() {
                    private int left = 10;

                    @Override
                    public int read() throws IOException {
                        if (left-- == 0) {
                            throw new IOException("gone");
                        }
                        return 'x';
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        bytes[offset] = (byte) read();
                        return 1;
                    }
                };
        try (BatchBody ahead = BatchBody.of(broken)) {
            for (int i = 0; i < 10; i++) {
                assertThat(ahead.take()).containsExactly('x');
            }
            assertThatThrownBy(ahead::take).isInstanceOf(IOException.class).hasMessage("gone");
        }
    }

    /// Counts what is read of it.
    private static final class Counted extends InputStream {
        private final InputStream body;
        private volatile long count;

        Counted(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("one by one");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = body.read(bytes, offset, length);
            count = count + Math.max(0, some);
            return some;
        }
    }
}
