package io.lotline.projections.engine;

import java.util.Map;
import java.util.function.UnaryOperator;

/// Which editions of each view there are: kept where all nodes see it.
public interface ViewEditions {

    /// Those of one view; begun with this version where the view is new.
    Editions of(String view, int version);

    /// Those of all views.
    Map<String, Editions> all();

    /// Changes those of one view at once for all nodes, and answers them as they are then. The
    /// change may be applied several times.
    Editions change(String view, UnaryOperator<Editions> change);
}
