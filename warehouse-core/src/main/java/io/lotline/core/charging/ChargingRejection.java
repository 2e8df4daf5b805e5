package io.lotline.core.charging;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.TariffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Why a tariff is not taken, or a month not charged for.
public sealed interface ChargingRejection extends Rejection {

    record TariffPeriodReversed(TariffId tariff, LocalDate validFrom, LocalDate validTo)
            implements ChargingRejection {
        @Override
        public String message() {
            return "Tariff %s ends on %s, before it begins on %s.\nMaybe the two dates were swapped."
                    .formatted(tariff, validTo, validFrom);
        }
    }

    /// @param validTo of the other tariff; null for an open end
    record TariffsOverlap(
            TariffId tariff, TariffId other, LocalDate validFrom, @Nullable LocalDate validTo)
            implements ChargingRejection {
        @Override
        public String message() {
            return validTo == null
                    ? "Tariff %s would be valid on days on which tariff %s of the same owner is, from %s on.\nMaybe end that one first."
                            .formatted(tariff, other, validFrom)
                    : "Tariff %s would be valid on days on which tariff %s of the same owner is, from %s to %s.\nMaybe choose other days, or end that one first."
                            .formatted(tariff, other, validFrom, validTo);
        }
    }

    record TariffExists(TariffId tariff) implements ChargingRejection {
        @Override
        public String message() {
            return "Tariff %s exists already, and says something else.\nMaybe amend it: read it, and send its ETag as If-Match."
                    .formatted(tariff);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// @param owner  whose it is; null for that of all owners
    /// @param wanted whose it would be
    record TariffKeepsOwner(
            TariffId tariff, @Nullable EnterpriseId owner, @Nullable EnterpriseId wanted)
            implements ChargingRejection {
        @Override
        public String message() {
            return "Tariff %s cannot be given to another owner.\nMaybe end it, and set another one."
                    .formatted(tariff);
        }
    }

    record MonthNotOver(BillingMonth month, LocalDate lastDay, LocalDate today)
            implements ChargingRejection {
        @Override
        public String message() {
            return "Month %s ends on %s, and today is %s.\nMaybe wait until it is over."
                    .formatted(month, lastDay, today);
        }
    }

    record NoTariff(EnterpriseId owner, LocalDate from, LocalDate to, String item)
            implements ChargingRejection {
        @Override
        public String message() {
            return "No tariff of enterprise %s is valid from %s to %s, when there was something to charge for: %s.\nMaybe set a tariff for these days, or one for all owners."
                    .formatted(owner, from, to, item);
        }
    }

    record TariffsChanged(EnterpriseId owner, BillingMonth month) implements ChargingRejection {
        @Override
        public String message() {
            return "The tariffs of enterprise %s for month %s were amended in this moment.\nMaybe look at the statement again, and issue it then."
                    .formatted(owner, month);
        }

        @Override
        public Kind kind() {
            return Kind.STALE;
        }
    }
}
