package io.lotline.core.work;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkOutcome;
import java.util.Arrays;
import java.util.List;

/// Why a work item is not touched.
public sealed interface WorkRejection extends Rejection {

    record UnknownWorkItem(WorkItemId item) implements WorkRejection {
        @Override
        public String message() {
            return "There is no open work item %s.\nMaybe it ended and came again under another id, or the id is misspelt."
                    .formatted(item);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    record WorkItemResolvedAlready(WorkItemId item, WorkOutcome how) implements WorkRejection {
        @Override
        public String message() {
            return "Work item %s ended as %s, and ends once.\nMaybe look at who resolved it."
                    .formatted(item, how);
        }
    }

    /// @param claimedBy the key id of who sees to it
    record WorkItemClaimedByOther(WorkItemId item, String claimedBy) implements WorkRejection {
        @Override
        public String message() {
            return "Work item %s is seen to by somebody else.\nMaybe ask them, or let the quality staff release it."
                    .formatted(item);
        }
    }

    /// Only what shows by itself ends so.
    record OutcomeNotSaid(WorkItemId item, WorkOutcome how) implements WorkRejection {
        @Override
        public String message() {
            return "Work item %s is not resolved as %s by a person: that shows by itself.\nMaybe one of %s is meant."
                    .formatted(item, how, said());
        }

        private static List<WorkOutcome> said() {
            return Arrays.stream(WorkOutcome.values()).filter(WorkOutcome::isSaid).toList();
        }
    }

    record NoteNeeded(WorkItemId item, WorkOutcome how) implements WorkRejection {
        @Override
        public String message() {
            return "Work item %s cannot be resolved as %s without a note.\nMaybe say why nothing had to be done."
                    .formatted(item, how);
        }
    }

    /// Goods lie between bins: their item ends when they are scanned back.
    ///
    /// @param left how many pieces
    record StillToPutBack(WorkItemId item, int left) implements WorkRejection {
        @Override
        public String message() {
            return "Work item %s has pieces that are not put back: %d.\nMaybe scan them into a bin with the order as reference: the item ends by itself."
                    .formatted(item, left);
        }
    }

    /// It is recorded already that the scan was refused for this: it is counted.
    ///
    /// @param attempted with what the books say of it
    record RefusalOnFile(WorkItemId item, Attempted attempted) implements WorkRejection {
        @Override
        public String message() {
            return "This refusal is on file as work item %s.\nMaybe look at the work item."
                    .formatted(item);
        }
    }

    /// The scan was accepted meanwhile.
    record ScanOnFile(String scanId) implements WorkRejection {
        @Override
        public String message() {
            return "Scan %s was accepted meanwhile.\nMaybe send it again: it is answered as it was."
                    .formatted(scanId);
        }
    }
}
