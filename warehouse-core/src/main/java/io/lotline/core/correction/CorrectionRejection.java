package io.lotline.core.correction;

import io.lotline.core.decision.Rejection;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a mistake is not corrected.
public sealed interface CorrectionRejection extends Rejection {

    /// What happened since could not have happened without the event.
    ///
    /// @param dependants the first of what depends on it, in the log's order
    /// @param count      how many there are
    /// @param left       whether goods of the lot have left since
    record CorrectionHasDependants(
            long position,
            String event,
            Di di,
            @Nullable LotNumber lot,
            List<Dependant> dependants,
            int count,
            boolean left)
            implements CorrectionRejection {
        public CorrectionHasDependants {
            dependants = List.copyOf(dependants);
        }

        @Override
        public String message() {
            return (left
                            ? "Event %s at position %d of %s has dependants (%d), and goods of it have left.\nMaybe start a recall: what has left is not corrected any more."
                            : "Event %s at position %d of %s has dependants (%d).\nMaybe correct or undo those first, the last one first.")
                    .formatted(event, position, SharedRejection.within(di, lot, null), count);
        }
    }

    /// An event is corrected once.
    ///
    /// @param replacements how many events stand instead
    record AlreadyCorrected(long position, String event, CorrectionId correction, int replacements)
            implements CorrectionRejection {
        @Override
        public String message() {
            return (replacements == 0
                            ? "Event %s at position %d was corrected already, by correction %s.\nMaybe do the step again."
                            : "Event %s at position %d was corrected already, by correction %s.\nMaybe correct what that correction recorded instead.")
                    .formatted(event, position, correction);
        }
    }

    /// What a correction undid is not undone again.
    record CorrectionOfCorrection(long position, CorrectionId correction)
            implements CorrectionRejection {
        @Override
        public String message() {
            return "What stands at position %d is correction %s itself.\nMaybe correct what it recorded instead, or do the step again that it undid."
                    .formatted(position, correction);
        }
    }

    /// There is another way back from such an event.
    record NotCorrectable(long position, String event, String wayBack)
            implements CorrectionRejection {
        @Override
        public String message() {
            return "Event %s at position %d has another way back than a correction.\nMaybe %s."
                    .formatted(event, position, wayBack);
        }
    }

    /// Who scans corrects own scans only.
    record CorrectionNotYours(long position, String event) implements CorrectionRejection {
        @Override
        public String message() {
            return "Event %s at position %d is no scan of this key.\nMaybe ask who scanned it, or quality staff."
                    .formatted(event, position);
        }
    }

    /// Who scans corrects soon.
    ///
    /// @param since what was recorded from then on may be corrected
    record CorrectionTooLate(long position, String event, Instant recordedAt, Instant since)
            implements CorrectionRejection {
        @Override
        public String message() {
            return "Event %s at position %d was recorded at %s, and an operator corrects own scans since %s.\nMaybe ask quality staff."
                    .formatted(event, position, recordedAt, since);
        }
    }

    /// What should have been is said by a field that the event does not have.
    record FieldNotOfEvent(String field, String event, List<String> fields)
            implements CorrectionRejection {
        public FieldNotOfEvent {
            fields = List.copyOf(fields);
        }

        @Override
        public String message() {
            return (fields.isEmpty()
                            ? "Event %s has no '%s' that could have been another.\nMaybe leave 'instead' out."
                            : "Event %s has no '%s' that could have been another, but %s.\nMaybe leave it out.")
                    .formatted(event, field, String.join(", ", fields));
        }
    }

    /// What should have been is what was recorded.
    record NothingToCorrect(long position, String event) implements CorrectionRejection {
        @Override
        public String message() {
            return "Event %s at position %d says just what 'instead' says.\nMaybe leave 'instead' out, if it never happened."
                    .formatted(event, position);
        }
    }

    /// Nothing at all is no step.
    record NothingInstead(long position, String event) implements CorrectionRejection {
        @Override
        public String message() {
            return "A step of 0 pieces instead of event %s at position %d is none.\nMaybe leave 'instead' out: it never happened then."
                    .formatted(event, position);
        }
    }

    /// An entry of master data is what holds until it is amended.
    record EntryStillHolds(long position, String event, String file)
            implements CorrectionRejection {
        @Override
        public String message() {
            return "Event %s at position %d is what holds for %s now.\nMaybe amend it first: PUT the right file with If-Match, then declare the wrong one."
                    .formatted(event, position, file);
        }
    }

    /// The log does not go so far.
    record UnknownPosition(long position, long head) implements CorrectionRejection {
        @Override
        public String message() {
            return "There is no event at position %d: the log goes from 1 to %d.\nMaybe look the event up in the trace of its goods."
                    .formatted(position, head);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }
}
