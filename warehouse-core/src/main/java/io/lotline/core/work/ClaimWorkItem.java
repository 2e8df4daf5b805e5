package io.lotline.core.work;

import io.lotline.core.decision.Command;
import io.lotline.core.values.WorkItemId;

/// Says that the caller sees to a work item.
public record ClaimWorkItem(WorkItemId item, WorkCaller caller) implements Command {}
