package io.lotline.api.http;

import java.time.Duration;

/// How far the views have come.
public interface Freshness {
    /// The position that every view reflects.
    long position();

    /// Waits until every view reflects `position`; false if they do not in time.
    boolean await(long position, Duration atMost);
}
