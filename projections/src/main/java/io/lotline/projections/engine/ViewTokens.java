package io.lotline.projections.engine;

import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;

/// The tokens of the views' processors: who folds which view, and how far it is.
public interface ViewTokens extends TokenStore {

    /// The last position that the processor has stored, 0 if none.
    long position(String processor);
}
