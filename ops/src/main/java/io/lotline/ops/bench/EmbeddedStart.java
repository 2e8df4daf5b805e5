package io.lotline.ops.bench;

import io.lotline.core.eventlog.mongo.LotlineStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/// Opens an embedded store and says how long that took, from the JVM's own start, and what it left
/// on the heap.
///
/// Argument: the store's directory.
final class EmbeddedStart {
    private EmbeddedStart() {}

    public static void main(String[] arguments) {
        System.out.println("ready");
        try (LotlineStore store = EmbeddedBench.open(Path.of(arguments[0]))) {
            if (store.log().head().position() == 0) {
                throw new IllegalStateException("the log is empty");
            }
            System.out.printf(
                    Locale.ROOT,
                    "seconds %.3f%n",
                    ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
            System.gc();
            System.out.printf(
                    Locale.ROOT,
                    "heap %.1f%n",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
        }
    }
}
