package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.values.CountId;
import io.lotline.core.values.LocationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A place that a count goes to.
///
/// @param revision  the form of the count that lists it; 0 where it was not listed, but counted
/// @param counted   whether anything was counted there
/// @param finished  whether somebody said that nothing more lies there
/// @param countedBy who counted there last
public record CountPlace(
        CountId countId,
        LocationId location,
        int revision,
        boolean counted,
        boolean finished,
        @Nullable String countedBy,
        @Nullable Instant countedAt) {

    /// Stored for the index: the count, where something was counted.
    @JsonProperty("done")
    public @Nullable String done() {
        return counted ? countId.value() : null;
    }

    /// Stored for the index: the count, where the place is finished.
    @JsonProperty("closed")
    public @Nullable String closed() {
        return finished ? countId.value() : null;
    }

    /// Stored for the index: the form of the count, where nothing was counted.
    @JsonProperty("open")
    public @Nullable String open() {
        return counted ? null : open(countId, revision);
    }

    static String open(CountId count, int revision) {
        return count + "/" + revision;
    }

    static CountPlace listed(CountId count, LocationId location, int revision) {
        return new CountPlace(count, location, revision, false, false, null, null);
    }

    CountPlace counted(boolean nothingMore, String by, Instant at) {
        return new CountPlace(countId, location, revision, true, finished || nothingMore, by, at);
    }
}
