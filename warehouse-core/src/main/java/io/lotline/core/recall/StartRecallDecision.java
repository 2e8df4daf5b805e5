package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection;

/// Any lot or serial of a known device can be recalled, also what has not come in yet. A recall is
/// never changed: the same again changes nothing.
public final class StartRecallDecision implements Decision<StartRecall> {

    @Override
    public Class<StartRecall> commandType() {
        return StartRecall.class;
    }

    @Override
    public Outcome decide(StartRecall command, Books books) {
        RecallStarted started =
                new RecallStarted(
                        command.recall(),
                        command.level(),
                        command.di(),
                        command.lots(),
                        command.serials(),
                        command.reason(),
                        command.ordered());
        RecallStarted before = books.open(Recall.BOOK, command.recall()).started();
        if (started.equals(before)) {
            return Outcome.accepted();
        }
        if (before != null) {
            return Outcome.rejected(new DocumentExists("recall", command.recall().value()));
        }
        Devices devices = books.open(SharedBooks.DEVICE, command.di());
        if (!devices.files().containsKey(command.di())) {
            return Outcome.rejected(new SharedRejection.UnknownDevice(command.di()));
        }
        return Outcome.accepted(started);
    }
}
