package io.lotline.ops.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Something that works as fast as it can for a while: what is measured, or a baseline of it.
/// Between its windows it does nothing, so that several can take turns on one machine.
interface Contender {
    String name();

    /// Works for about this long and answers the units a second.
    double window(Duration length) throws Exception;

    /// Milliseconds that the compiler of its JVM has worked so far.
    default long compiledMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }
}
