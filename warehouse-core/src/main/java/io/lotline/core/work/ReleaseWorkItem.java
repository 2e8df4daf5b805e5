package io.lotline.core.work;

import io.lotline.core.decision.Command;
import io.lotline.core.values.WorkItemId;

/// Says that nobody sees to a work item any more.
public record ReleaseWorkItem(WorkItemId item, WorkCaller caller) implements Command {}
