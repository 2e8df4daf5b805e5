package io.lotline.core.recall;

import io.lotline.core.decision.Command;
import io.lotline.core.values.RecallId;
import org.jspecify.annotations.Nullable;

/// Closes a recall.
///
/// @param explanation what is known of the pieces that are not accounted for; null where all are
public record CloseRecall(RecallId recall, @Nullable String explanation) implements Command {}
