package io.lotline.core.work;

import io.lotline.core.decision.Command;
import io.lotline.core.events.WorkEvent.RefusalsRepeated.Repeated;
import java.util.List;

/// Records how often scans were refused again that are on file.
public record CountRefusals(List<Repeated> repeated) implements Command {
    public CountRefusals {
        repeated = List.copyOf(repeated);
    }
}
