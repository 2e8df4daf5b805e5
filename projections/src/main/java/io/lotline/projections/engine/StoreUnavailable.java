package io.lotline.projections.engine;

import org.jspecify.annotations.Nullable;

/// The views' store did not answer in time. A question changes nothing: it may be asked again.
public final class StoreUnavailable extends RuntimeException {
    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
