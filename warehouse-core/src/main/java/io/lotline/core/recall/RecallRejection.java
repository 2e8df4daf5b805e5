package io.lotline.core.recall;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.RecallState;
import io.lotline.core.values.RecallId;
import java.util.Locale;

/// Why a recall cannot be ended.
public sealed interface RecallRejection extends Rejection {

    record UnknownRecall(RecallId recall) implements RecallRejection {
        @Override
        public String message() {
            return "There is no recall %s.\nMaybe its id is misspelt.".formatted(recall);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    record RecallEnded(RecallId recall, RecallState state) implements RecallRejection {
        @Override
        public String message() {
            return "Recall %s is %s, and a recall ends once.\nMaybe another recall is meant."
                    .formatted(recall, state.name().toLowerCase(Locale.ROOT));
        }
    }

    /// The authority ordered the recall, and has not withdrawn it.
    record RecallOrdered(RecallId recall) implements RecallRejection {
        @Override
        public String message() {
            return "Recall %s was ordered by the authority, so its goods stay stopped.\nMaybe ask the regulator: only it withdraws an ordered recall."
                    .formatted(recall);
        }
    }
}
