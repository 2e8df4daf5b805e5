package io.lotline.core.recall;

import io.lotline.core.decision.Command;
import io.lotline.core.values.RecallId;

/// Closes a recall.
public record CloseRecall(RecallId recall) implements Command {}
