package io.lotline.core.inventory;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.HoldId;

/// Why a hold cannot be released.
public sealed interface HoldRejection extends Rejection {

    record UnknownHold(HoldId hold) implements HoldRejection {
        @Override
        public String message() {
            return "There is no hold %s.\nMaybe its id is misspelt.".formatted(hold);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }
}
