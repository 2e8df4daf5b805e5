package io.lotline.api.correction;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.projections.correction.Correction;
import org.jspecify.annotations.Nullable;

/// A correction, with the names of its device and its owner, and of who made it.
///
/// @param actorLabel the label of the key; not told to enterprises
record CorrectionOnFile(
        @JsonUnwrapped Correction correction,
        @Nullable String name,
        @Nullable String ownerName,
        @Nullable String actorLabel) {}
