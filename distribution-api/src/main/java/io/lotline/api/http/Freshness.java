package io.lotline.api.http;

import java.time.Duration;

/// How far the views have come. Without a view's name it is about the log itself, as this node
/// knows it.
public interface Freshness {
    /// The position that every one of these views reflects.
    long position(String... views);

    /// Waits until every one of these views reflects `position`; false if they do not in time.
    boolean await(long position, Duration atMost, String... views);
}
