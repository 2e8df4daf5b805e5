package io.lotline.projections.charging;

import io.lotline.core.events.ChargingEvent.DeliveryRate;
import io.lotline.core.events.ChargingEvent.HandlingRate;
import io.lotline.core.events.ChargingEvent.StorageRate;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.TariffId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tariff as it holds.
///
/// @param audience the owner, or `*` for all who have none of their own
/// @param earlier  how storage was priced before; the newest last
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
        List<Earlier> earlier,
        long position) {
    static final String EVERYBODY = "*";

    public Tariff {
        storage = List.copyOf(storage);
        handling = List.copyOf(handling);
        delivery = List.copyOf(delivery);
        earlier = List.copyOf(earlier);
    }

    /// Prices of storage that no longer hold.
    ///
    /// @param until the position of the event by which they were amended
    record Earlier(long until, List<StorageRate> storage) {
        Earlier {
            storage = List.copyOf(storage);
        }
    }

    /// How storage was priced when the log had come to a position.
    List<StorageRate> storageAt(long known) {
        for (Earlier each : earlier) {
            if (known < each.until()) {
                return each.storage();
            }
        }
        return storage;
    }

    static Tariff of(TariffDefined file, @Nullable Tariff before, long position) {
        List<Earlier> earlier = new ArrayList<>(before == null ? List.of() : before.earlier());
        if (before != null && !before.storage().equals(file.storage())) {
            earlier.add(new Earlier(position, before.storage()));
        }
        return new Tariff(
                file.tariff(),
                file.owner(),
                file.owner() == null ? EVERYBODY : file.owner().value(),
                file.validFrom(),
                file.validTo(),
                file.storage(),
                file.handling(),
                file.delivery(),
                earlier,
                position);
    }

    /// As it was set.
    public TariffDefined file() {
        return new TariffDefined(tariffId, owner, validFrom, validTo, storage, handling, delivery);
    }
}
