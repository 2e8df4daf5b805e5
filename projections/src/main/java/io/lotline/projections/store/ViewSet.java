package io.lotline.projections.store;

import io.lotline.projections.engine.View;
import java.time.Duration;

/// Where the features put their views when a node starts.
public interface ViewSet {
    /// Keeps a view from now on, and answers its documents.
    <D> Documents<D> add(View<D> view);

    /// What the named views reflect at least.
    long position(String... views);

    /// Waits until the named views reflect `position`; false if they do not in time.
    boolean await(long position, Duration patience, String... views);

    /// How far one view has come.
    default ViewProgress progress(String view) {
        return new ViewProgress() {
            @Override
            public long position() {
                return ViewSet.this.position(view);
            }

            @Override
            public boolean await(long position, Duration patience) {
                return ViewSet.this.await(position, patience, view);
            }
        };
    }
}
