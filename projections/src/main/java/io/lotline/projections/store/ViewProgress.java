package io.lotline.projections.store;

import java.time.Duration;

/// How far a view has come.
public interface ViewProgress {
    /// All that it folded up to here is stored.
    long position();

    /// Waits until it reflects `position`; false if it does not in time.
    boolean await(long position, Duration patience);
}
