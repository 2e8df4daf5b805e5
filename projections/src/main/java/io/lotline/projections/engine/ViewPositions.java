package io.lotline.projections.engine;

import java.time.Duration;

/// What the views reflect, and the wait for it.
public interface ViewPositions {

    /// The last position that the view reflects, whichever node folds it.
    long position(String view);

    /// Waits until the view reflects `position`. Woken at once where this node folds the view; else
    /// it looks every few milliseconds.
    ///
    /// @return whether it does, at the latest after `patience`
    boolean awaitPosition(String view, long position, Duration patience);
}
