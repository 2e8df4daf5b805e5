package io.lotline.core.work;

import io.lotline.core.decision.Command;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkOutcome;
import org.jspecify.annotations.Nullable;

/// Ends a work item, and says what was done.
public record ResolveWorkItem(
        WorkItemId item, WorkOutcome how, @Nullable String note, WorkCaller caller)
        implements Command {}
