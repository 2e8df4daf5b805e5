package io.lotline.api.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.scan.OpenLines.OpenLine;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However slowly the answers are taken, there are no more lines than there is room for.
class OpenLinesTest {

    @ParameterizedTest
    @CsvSource({
        "10, 1000000, 7, 10",
        "1000, 100, 7, 14",
        "1000, 100, 1000, 1",
        "1000, 1000000, 7, 1000",
    })
    void lines_are_read_only_as_far_as_there_is_room(int most, int bytes, int length, int room)
            throws Exception {
        OpenLines open = new OpenLines(most, bytes);
        Thread reader = Thread.startVirtualThread(() -> readWithoutEnd(open, length));
        for (int taken = 0; taken < 100; taken++) {
            while (reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(open.size()).isEqualTo(room);
            open.leave(open.take());
        }
        reader.interrupt();
        reader.join();
    }

    private static void readWithoutEnd(OpenLines open, int length) {
        try {
            while (true) {
                open.awaitRoom(length);
                open.add(new OpenLine(length, CompletableFuture.completedFuture(new byte[0])));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_end_comes_after_the_last_line() throws Exception {
        OpenLines open = new OpenLines(2, 10);
        OpenLine line = new OpenLine(1, CompletableFuture.completedFuture(new byte[0]));
        open.add(line);
        open.end();
        assertThat(open.take()).isSameAs(line);
        assertThat(OpenLines.isEnd(open.take())).isTrue();
        assertThat(open.poll()).isNull();
    }
}
