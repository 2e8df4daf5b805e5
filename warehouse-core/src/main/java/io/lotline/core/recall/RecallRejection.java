package io.lotline.core.recall;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.RecallState;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.RecallId;
import java.util.List;
import java.util.Locale;

/// Why a recall cannot be ended, or nothing be said of it.
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

    /// Pieces are not accounted for, and nobody explains where they are.
    ///
    /// @param picked      for orders, and on no vehicle yet
    /// @param outstanding with consignees
    /// @param consignees  those with the most of these
    record RecallNotAccounted(
            RecallId recall,
            long picked,
            long onVehicles,
            long outstanding,
            List<Outstanding> consignees)
            implements RecallRejection {
        @Override
        public String message() {
            return "Recall %s cannot be closed: %d pieces are picked, %d on vehicles and %d with consignees.\nMaybe wait for what they say of them, or send an explanation with the closing."
                    .formatted(recall, picked, onVehicles, outstanding);
        }
    }

    /// A consignee, and how many pieces it has.
    record Outstanding(EnterpriseId consignee, long quantity) {}

    /// The recall goes on.
    record RecallOpen(RecallId recall) implements RecallRejection {
        @Override
        public String message() {
            return "Recall %s goes on, and its goods are released once it is closed.\nMaybe close it, or withdraw it if it was started by mistake."
                    .formatted(recall);
        }
    }

    /// The authority ordered the recall, and has not withdrawn it.
    record RecallOrdered(RecallId recall) implements RecallRejection {
        @Override
        public String message() {
            return "Recall %s was ordered by the authority, so its goods stay stopped.\nMaybe ask the regulator: only it ends what an ordered recall stops."
                    .formatted(recall);
        }
    }

    /// The consignee never had any of the recalled goods.
    record NothingDelivered(RecallId recall, EnterpriseId consignee) implements RecallRejection {
        @Override
        public String message() {
            return "Nothing of recall %s was delivered to %s.\nMaybe another consignee is meant."
                    .formatted(recall, consignee);
        }
    }

    /// @param delivered ever
    /// @param back      of these, what came back
    /// @param quantity  of how many the consignee speaks
    /// @param ends      how many of them were used, destroyed or sent back
    record MoreThanDelivered(
            RecallId recall,
            EnterpriseId consignee,
            int delivered,
            int back,
            int quantity,
            long ends)
            implements RecallRejection {
        @Override
        public String message() {
            return "Of recall %s, %d pieces were delivered to %s and %d came back, so it cannot speak of %d, of which %d were used, destroyed or sent back.\nMaybe the numbers are those of another consignee, or of another lot."
                    .formatted(recall, delivered, consignee, back, quantity, ends);
        }
    }
}
