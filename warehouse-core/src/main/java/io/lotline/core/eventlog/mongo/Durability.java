package io.lotline.core.eventlog.mongo;

/// What must happen after an insert before it can no longer be lost.
@FunctionalInterface
public interface Durability {
    /// A replica set: the majority's acknowledgement says it all.
    Durability MAJORITY = () -> {};

    /// Returns when everything inserted before the call is durable.
    void await();
}
