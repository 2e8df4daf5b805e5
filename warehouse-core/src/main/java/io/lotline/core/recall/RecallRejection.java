package io.lotline.core.recall;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.RecallId;

/// Why a recall cannot be closed.
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
}
