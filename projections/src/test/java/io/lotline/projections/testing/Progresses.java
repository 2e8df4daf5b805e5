package io.lotline.projections.testing;

import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.store.ViewProgress;
import java.time.Duration;

/// Progresses of views that are not so.
public final class Progresses {
    private Progresses() {}

    /// A view that says it were further than it is.
    public static ViewProgress boasting(EventLog log) {
        return new ViewProgress() {
            @Override
            public long position() {
                return log.head().position();
            }

            @Override
            public boolean await(long position, Duration patience) {
                return true;
            }
        };
    }

    /// A view that has come so far and no further.
    public static ViewProgress stuck(long at) {
        return new ViewProgress() {
            @Override
            public long position() {
                return at;
            }

            @Override
            public boolean await(long position, Duration patience) {
                return position <= at;
            }
        };
    }
}
