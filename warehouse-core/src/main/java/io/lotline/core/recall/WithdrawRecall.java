package io.lotline.core.recall;

import io.lotline.core.decision.Command;
import io.lotline.core.values.RecallId;

/// Withdraws a recall that was started by mistake, and says why it was one.
public record WithdrawRecall(RecallId recall, String reason) implements Command {}
