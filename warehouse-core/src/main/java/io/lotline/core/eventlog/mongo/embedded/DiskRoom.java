package io.lotline.core.eventlog.mongo.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much room the disk of a store has left: new commits are refused while there is still enough
/// for what was accepted before, and what cannot be written waits instead of failing.
final class DiskRoom {
    private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);

    /// What is kept free at most: a round, and a second's snapshot, fit in several times.
    private static final long LARGEST_RESERVE = 64L << 20;

    private static final int RESERVE_PART = 8;

    /// A snapshot has its own overhead: the file grows in chunks, and a few blocks are its list.
    private static final long SNAPSHOT_OVERHEAD = 256 << 10;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final long TELL_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path directory;
    private final long reserve;
    private final LongSupplier usableBytes;
    private final AtomicLong toldAt = new AtomicLong(Long.MIN_VALUE);
    private volatile boolean full;
    private volatile boolean closing;

    /// @param usableBytes how much can be written to the disk now
    DiskRoom(Path directory, long diskBytes, LongSupplier usableBytes) {
        this.directory = directory.toAbsolutePath();
        this.reserve = Math.min(LARGEST_RESERVE, diskBytes / RESERVE_PART);
        this.usableBytes = usableBytes;
    }

    static DiskRoom of(Path directory) {
        return new DiskRoom(
                directory,
                directory.toFile().getTotalSpace(),
                () -> directory.toFile().getUsableSpace());
    }

    /// Whether nothing new is taken. It ends when there is half as much again as is kept free.
    boolean isFull() {
        long usable = usableBytes.getAsLong();
        if (usable < reserve) {
            full = true;
            tell(usable);
        } else if (full && usable >= reserve + reserve / 2) {
            full = false;
            toldAt.set(Long.MIN_VALUE);
            log.info(
                    "The disk of {} has room again, {} KiB: writes are taken",
                    directory,
                    usable >> 10);
        }
        return full;
    }

    private void tell(long usable) {
        long now = System.nanoTime();
        long told = toldAt.get();
        if ((told == Long.MIN_VALUE || now - told > TELL_EVERY_NANOS)
                && toldAt.compareAndSet(told, now)) {
            log.warn(
                    "The disk of {} is full: {} KiB are left and {} KiB are kept free, so writes are refused until there is room",
                    directory,
                    usable >> 10,
                    reserve >> 10);
        }
    }

    /// Whether a snapshot of so many bytes can be written.
    boolean hasFor(long bytes) {
        long usable = usableBytes.getAsLong();
        boolean has = usable >= bytes + SNAPSHOT_OVERHEAD;
        if (!has) {
            full = true;
            tell(usable);
        }
        return has;
    }

    /// Returns when a snapshot of so many bytes can be written.
    ///
    /// @throws OutOfRoom if the thread is interrupted or the store closes before
    void awaitFor(long bytes) {
        while (!hasFor(bytes)) {
            pause();
        }
    }

    /// Writes, as often as the disk turns out to be full.
    ///
    /// @param writing tries once; true if it is written
    void patiently(Attempt writing) {
        while (!writing.succeeds()) {
            full = true;
            tell(usableBytes.getAsLong());
            pause();
        }
    }

    /// One try to write.
    @FunctionalInterface
    interface Attempt {
        boolean succeeds();
    }

    private void pause() {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        if (closing || Thread.currentThread().isInterrupted()) {
            throw new OutOfRoom(directory);
        }
    }

    /// From now on nobody waits.
    void close() {
        closing = true;
    }

    /// There was no room until the store closed.
    static final class OutOfRoom extends RuntimeException {
        OutOfRoom(Path directory) {
            super("The disk of %s is full.\nMaybe make room.".formatted(directory));
        }
    }
}
