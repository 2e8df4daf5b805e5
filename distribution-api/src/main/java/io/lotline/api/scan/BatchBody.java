package io.lotline.api.scan;

import io.lotline.api.http.HttpLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What of a body came in already and is not yet taken: at first in memory, the rest in a file. So
/// a client may send everything before it reads an answer, and the memory stays as small as it is.
///
/// One thread fills it, another one takes.
final class BatchBody implements AutoCloseable {
    private static final int PIECE = 8_192;

    private final int inMemory;
    private final long onDisk;
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private int memoryBytes;
    private @Nullable FileChannel file;
    private long written;
    private long taken;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException failure;
    private final Thread filler;

    private BatchBody(InputStream body, int inMemory, long onDisk) {
        this.inMemory = inMemory;
        this.onDisk = onDisk;
        this.filler = Thread.ofVirtual().name("batch-reader").unstarted(() -> fill(body));
    }

    static BatchBody of(InputStream body) {
        return of(body, HttpLimits.MAX_AHEAD_IN_MEMORY, HttpLimits.MAX_AHEAD_ON_DISK);
    }

    static BatchBody of(InputStream body, int inMemory, long onDisk) {
        BatchBody ahead = new BatchBody(body, inMemory, onDisk);
        ahead.filler.start();
        return ahead;
    }

    private void fill(InputStream body) {
        byte[] piece = new byte[PIECE];
        try {
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                put(Arrays.copyOf(piece, length));
            }
            end(null);
        } catch (IOException e) {
            end(e);
        } catch (RuntimeException e) {
            end(new IOException("the body cannot be read", e));
        }
    }

    private synchronized void put(byte[] piece) throws IOException {
        boolean fileIsEmpty = written == taken;
        if (fileIsEmpty && memoryBytes + piece.length <= inMemory) {
            memory.add(piece);
            memoryBytes += piece.length;
        } else {
            while (!closed && written - taken > onDisk) {
                await();
            }
            if (!closed) {
                write(piece);
            }
        }
        if (closed) {
            throw new IOException("nobody takes the rest");
        }
        notifyAll();
    }

    private void write(byte[] piece) throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("lotline-batch", ".ndjson");
            file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer bytes = ByteBuffer.wrap(piece);
        while (bytes.hasRemaining()) {
            written += file.write(bytes, written);
        }
    }

    private synchronized void end(@Nullable IOException why) {
        ended = true;
        failure = why;
        notifyAll();
    }

    /// The next bytes; null at the end.
    ///
    /// @throws IOException if the body could not be read to its end
    synchronized byte @Nullable [] take() throws IOException {
        while (memory.isEmpty() && written == taken && !ended) {
            await();
        }
        byte[] first = memory.poll();
        if (first != null) {
            memoryBytes -= first.length;
            return first;
        }
        if (written > taken && file != null) {
            return read(file);
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    private byte[] read(FileChannel from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(PIECE, written - taken));
        while (bytes.hasRemaining()) {
            if (from.read(bytes, taken + bytes.position()) < 0) {
                throw new IOException("the batch's file was cut off");
            }
        }
        taken += bytes.capacity();
        if (taken == written) {
            from.truncate(0);
            taken = 0;
            written = 0;
        }
        notifyAll();
        return bytes.array();
    }

    private void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /// Returns when the body is left alone: it belongs to another request soon.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            filler.join();
            if (file != null) {
                file.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
