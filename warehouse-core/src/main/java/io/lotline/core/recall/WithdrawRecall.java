package io.lotline.core.recall;

import io.lotline.core.decision.Command;
import io.lotline.core.values.RecallId;

/// Withdraws a recall that was started by mistake, and says why it was one.
///
/// @param byAuthority whether the regulator does it, or an admin on its behalf
public record WithdrawRecall(RecallId recall, String reason, boolean byAuthority)
        implements Command {}
