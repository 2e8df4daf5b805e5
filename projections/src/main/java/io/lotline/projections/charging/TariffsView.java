package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the tariffs, by tariff id.
public final class TariffsView implements View<Tariff> {
    public static final String NAME = "tariffs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Tariff> documentType() {
        return Tariff.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("audience", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof TariffDefined defined
                ? Set.of(defined.tariff().value())
                : Set.of();
    }

    @Override
    public @Nullable Tariff fold(@Nullable Tariff before, Recorded recorded, String key) {
        return recorded.event() instanceof TariffDefined defined
                ? Tariff.of(defined, before, recorded.position())
                : before;
    }
}
