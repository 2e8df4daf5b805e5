package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.values.TemperatureClass;
import io.lotline.projections.engine.View;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what locations cost by: their temperature and their zone, from day to day.
public final class BinClassesView implements View<BinClasses> {
    public static final String NAME = "bin-classes";

    private final ZoneId zone;

    /// @param zone the park's
    public BinClassesView(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<BinClasses> documentType() {
        return BinClasses.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof LocationDefined defined
                ? Set.of(defined.location().toString())
                : Set.of();
    }

    @Override
    public @Nullable BinClasses fold(@Nullable BinClasses before, Recorded recorded, String key) {
        if (!(recorded.event() instanceof LocationDefined defined)) {
            return before;
        }
        BinClasses classes = before == null ? new BinClasses(key, List.of()) : before;
        return classes.defined(
                new BinClasses.Since(
                        LocalDate.ofInstant(recorded.at(), zone).toString(),
                        TemperatureClass.of(defined.maxCelsius()),
                        defined.zone()));
    }
}
