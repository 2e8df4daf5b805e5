package io.lotline.projections.trace;

import io.lotline.projections.trace.Trace.Step;
import io.lotline.projections.trace.TraceSteps.Page;
import java.util.function.Consumer;

/// The steps of a trace in the log's order, to be read once: a page of them, or all.
interface TraceHistory {
    Page page();

    void forEach(Consumer<Step> consumer);
}
