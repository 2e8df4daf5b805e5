package io.lotline.projections.charging;

import io.lotline.core.events.ChargingEvent.DeliveryRate;
import io.lotline.core.events.ChargingEvent.HandlingRate;
import io.lotline.core.events.ChargingEvent.StorageRate;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.TariffId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tariff as it holds.
///
/// @param audience the owner, or `*` for all who have none of their own
/// @param position that of the event that set it
public record Tariff(
        TariffId tariffId,
        @Nullable EnterpriseId owner,
        String audience,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<StorageRate> storage,
        List<HandlingRate> handling,
        List<DeliveryRate> delivery,
        long position) {
    static final String EVERYBODY = "*";

    public Tariff {
        storage = List.copyOf(storage);
        handling = List.copyOf(handling);
        delivery = List.copyOf(delivery);
    }

    static Tariff of(TariffDefined file, long position) {
        return new Tariff(
                file.tariff(),
                file.owner(),
                file.owner() == null ? EVERYBODY : file.owner().value(),
                file.validFrom(),
                file.validTo(),
                file.storage(),
                file.handling(),
                file.delivery(),
                position);
    }

    /// As it was set.
    public TariffDefined file() {
        return new TariffDefined(tariffId, owner, validFrom, validTo, storage, handling, delivery);
    }
}
