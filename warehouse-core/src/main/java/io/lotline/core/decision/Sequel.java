package io.lotline.core.decision;

import io.lotline.core.events.WarehouseEvent;
import java.util.List;

/// What else comes true once a request is done, whichever decision did it: it is recorded in the
/// same commit, or not at all. What is opened on the way is guarded like the decision's own books.
@FunctionalInterface
public interface Sequel {

    /// The events that follow those of the request; none for most requests.
    ///
    /// @param done what was decided
    List<WarehouseEvent> after(Request request, List<WarehouseEvent> done, Books books);
}
