package io.lotline.projections.engine;

import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;

/// The tokens of the views' processors: who folds which view, and how far it is.
///
/// Tokens that are stored, and claims that are extended, reach the store a little later and
/// together: see [#flush]. What a processor folded behind its stored token is folded again after
/// a crash, which changes nothing.
public interface ViewTokens extends TokenStore {

    /// The last position that the processor has stored, 0 if none; any node may ask.
    long position(String processor);

    /// Up to here the processor, which this node runs, will not fold again, whatever happens.
    long settled(String processor);

    /// Writes what is waiting. A claim that was lost meanwhile is noticed here, and told to the
    /// processor with its next call.
    void flush();
}
