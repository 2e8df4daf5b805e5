package io.lotline.core.enterprise;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.EnterpriseId;
import java.time.LocalDate;

/// Why an enterprise's file is not taken.
public sealed interface EnterpriseRejection extends Rejection {

    record LicencePeriodReversed(
            EnterpriseId enterprise, String licence, LocalDate validFrom, LocalDate validTo)
            implements EnterpriseRejection {
        @Override
        public String message() {
            return "Licence %s of enterprise %s ends on %s, before it begins on %s.\nMaybe the two dates were swapped."
                    .formatted(licence, enterprise, validTo, validFrom);
        }
    }
}
