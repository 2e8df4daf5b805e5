package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.WorkEvent.RefusalsRepeated;

/// What was counted was counted.
public final class CountRefusalsDecision implements Decision<CountRefusals> {

    @Override
    public Class<CountRefusals> commandType() {
        return CountRefusals.class;
    }

    @Override
    public Outcome decide(CountRefusals command, Books books) {
        return Outcome.accepted(new RefusalsRepeated(command.repeated()));
    }
}
