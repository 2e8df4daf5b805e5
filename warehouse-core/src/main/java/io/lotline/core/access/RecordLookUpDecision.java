package io.lotline.core.access;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.AccessEvent.LookedUp;

/// A look-up is recorded whatever happened before: there is nothing to know and nothing to refuse.
public final class RecordLookUpDecision implements Decision<RecordLookUp> {

    @Override
    public Class<RecordLookUp> commandType() {
        return RecordLookUp.class;
    }

    @Override
    public Outcome decide(RecordLookUp command, Books books) {
        return Outcome.accepted(new LookedUp(command.key(), command.path(), command.query()));
    }
}
