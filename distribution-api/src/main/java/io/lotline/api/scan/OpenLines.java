package io.lotline.api.scan;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The lines of a batch that were read and are not yet answered, in their order. It has room for so
/// many lines and bytes: who reads lines waits until answers have gone out, so a caller that reads
/// its answers slowly is read slowly, and takes no more memory than a fast one.
///
/// One thread adds lines, another one takes them.
final class OpenLines {
    private static final OpenLine END =
            new OpenLine(0, CompletableFuture.completedFuture(new byte[0]));

    private final int mostBytes;
    private final Semaphore lines;
    private final Semaphore bytes;
    private final BlockingQueue<OpenLine> queue = new LinkedBlockingQueue<>();

    /// @param length of the line, in bytes
    /// @param answer what is sent for it, once it is done
    record OpenLine(int length, CompletableFuture<byte[]> answer) {}

    OpenLines(int mostLines, int mostBytes) {
        this.mostBytes = mostBytes;
        this.lines = new Semaphore(mostLines);
        this.bytes = new Semaphore(mostBytes);
    }

    /// Waits until there is room for a line of this length.
    void awaitRoom(int length) throws InterruptedException {
        lines.acquire();
        bytes.acquire(weight(length));
    }

    /// Adds a line for which there is room.
    void add(OpenLine line) {
        queue.add(line);
    }

    /// Says that no line follows.
    void end() {
        queue.add(END);
    }

    /// The next line, if it was read already. Whoever takes a line gives its room back.
    @Nullable OpenLine poll() {
        return queue.poll();
    }

    OpenLine take() throws InterruptedException {
        return queue.take();
    }

    static boolean isEnd(OpenLine line) {
        return line == END;
    }

    /// Gives back the room of a line that was answered.
    void leave(OpenLine line) {
        bytes.release(weight(line.length()));
        lines.release();
    }

    /// A line may be longer than all that there is room for.
    private int weight(int length) {
        return Math.min(length, mostBytes);
    }

    int size() {
        return queue.size();
    }
}
