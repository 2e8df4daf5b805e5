package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ChargeKind;
import io.lotline.core.values.ChargeUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HandlingStep;
import io.lotline.core.values.Money;
import io.lotline.core.values.Price;
import io.lotline.core.values.TariffId;
import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the park's services cost (计费), and what an owner was charged. No goods are handled.
public sealed interface ChargingEvent extends WarehouseEvent {

    /// A tariff was set, or amended. The newest event of a tariff holds.
    ///
    /// @param owner     for whose goods; null for all owners that have no tariff of their own
    /// @param validFrom the first of the park's days on which it holds
    /// @param validTo   the last; null for an open end
    @Event(name = "TariffDefined")
    record TariffDefined(
            TariffId tariff,
            @Nullable EnterpriseId owner,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<StorageRate> storage,
            List<HandlingRate> handling,
            List<DeliveryRate> delivery)
            implements ChargingEvent {
        public TariffDefined {
            storage = List.copyOf(storage);
            handling = List.copyOf(handling);
            delivery = List.copyOf(delivery);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.tariff(tariff), Tags.tariffsOf(owner));
        }

        @Override
        public Step step() {
            return Step.NONE;
        }

        public boolean isValidOn(LocalDate day) {
            return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
        }
    }

    /// What storing goods costs. Of a tariff's storage rates the first that fits a location holds
    /// for it.
    ///
    /// @param temperature the locations that it fits; null for every temperature
    /// @param zone        the same; null for every zone
    record StorageRate(
            @Nullable TemperatureClass temperature,
            @Nullable Zone zone,
            ChargeUnit per,
            Price price) {}

    /// What handling goods costs.
    record HandlingRate(HandlingStep step, ChargeUnit per, Price price) {}

    /// What delivering goods costs.
    record DeliveryRate(ChargeUnit per, Price price) {}

    /// A month was charged for: what an owner owes is this, whatever becomes of tariffs.
    ///
    /// @param position what the lines reflect: the log's position when they were worked out
    /// @param sha256   of the statement's lines and total in their written form, in hexadecimal
    @Event(name = "StatementIssued")
    record StatementIssued(
            EnterpriseId owner,
            BillingMonth month,
            long position,
            List<StatementLine> lines,
            Money total,
            String sha256)
            implements ChargingEvent {
        public StatementIssued {
            lines = List.copyOf(lines);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.statement(owner, month));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.WITHIN).with(Step.Party.Role.OWNER, owner);
        }
    }

    /// A line of a statement.
    ///
    /// @param line     its id in the statement
    /// @param item     what was done, or how goods were stored, such as `picking` or
    ///     `REFRIGERATED QUALIFIED`
    /// @param from     the first of the park's days that it is about
    /// @param to       the last
    /// @param quantity how many; below zero for a credit
    /// @param price    of one; null where no tariff was valid
    /// @param amount   quantity × price, rounded half up to the fen; null where there is no price
    /// @param tariff   whose price it is
    /// @param corrects of a correction: the position of the event that was a mistake
    record StatementLine(
            String line,
            ChargeKind kind,
            String item,
            LocalDate from,
            LocalDate to,
            long quantity,
            ChargeUnit per,
            @Nullable Price price,
            @Nullable Money amount,
            @Nullable TariffId tariff,
            @Nullable Long corrects) {}
}
