package io.lotline.core.recall;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Known;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Any lot or serial of a known device can be recalled, also what has not come in yet where that is
/// said: a recall of what nobody knows would stop nothing. A recall is never changed: the same again
/// changes nothing.
public final class StartRecallDecision implements Decision<StartRecall> {

    @Override
    public Class<StartRecall> commandType() {
        return StartRecall.class;
    }

    @Override
    public Outcome decide(StartRecall command, Books books) {
        Pieces pieces = Devices.reading(books, command.di()).pieces(command.di());
        RecallStarted started =
                new RecallStarted(
                        command.recall(),
                        command.level(),
                        pieces == null ? command.di() : pieces.device().di(),
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
        if (pieces == null) {
            return Outcome.rejected(Known.unknownDevice(books, command.di()));
        }
        Rejection refusal = unknown(books, started, command.expected());
        return refusal == null ? Outcome.accepted(started) : Outcome.rejected(refusal);
    }

    /// The first in the order of their names that cannot be meant.
    private static @Nullable Rejection unknown(
            Books books, RecallStarted recall, boolean expected) {
        for (LotNumber lot : sorted(recall.lots(), LotNumber::value)) {
            Rejection refusal = Known.refusal(books, recall.di(), lot, expected);
            if (refusal != null) {
                return refusal;
            }
        }
        for (SerialNumber serial : sorted(recall.serials(), SerialNumber::value)) {
            Rejection refusal = Known.refusal(books, recall.di(), serial, expected);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static <T> List<T> sorted(Set<T> some, Function<T, String> name) {
        return some.stream().sorted(Comparator.comparing(name)).toList();
    }
}
