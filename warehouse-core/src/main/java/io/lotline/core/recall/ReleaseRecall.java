package io.lotline.core.recall;

import io.lotline.core.decision.Command;
import io.lotline.core.values.RecallId;

/// Frees the goods of a closed recall that are still here, because they were found good.
///
/// @param reason      what that was found by
/// @param byAuthority whether the regulator does it, or an admin on its behalf
public record ReleaseRecall(RecallId recall, String reason, boolean byAuthority)
        implements Command {}
