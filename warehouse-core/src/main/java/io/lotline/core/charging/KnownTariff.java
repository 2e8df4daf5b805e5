package io.lotline.core.charging;

import io.lotline.core.decision.Book;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.TariffId;
import org.jspecify.annotations.Nullable;

/// A tariff by its id; null where there is none.
public record KnownTariff(@Nullable TariffDefined file) {
    public static final Book<TariffId, KnownTariff> BOOK =
            Book.named("tariff", 1, TariffId.class, KnownTariff.class)
                    .ruled(
                            tariff -> Boundaries.of(Tags.tariff(tariff)).types(TariffDefined.class),
                            _ -> new KnownTariff(null),
                            (_, before, event) ->
                                    event instanceof TariffDefined defined
                                            ? new KnownTariff(defined)
                                            : before);
}
