package io.lotline.projections.catalogue;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.rules.FileForm;
import io.lotline.projections.engine.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the devices, by DI.
public final class DevicesView implements View<Device> {
    public static final String NAME = "devices";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<Device> documentType() {
        return Device.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("riskClass", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof DeviceRegistered registered
                ? Set.of(registered.di().value())
                : Set.of();
    }

    @Override
    public @Nullable Device fold(@Nullable Device before, Recorded recorded, String key) {
        if (!(recorded.event() instanceof DeviceRegistered registered)) {
            return before;
        }
        return new Device(
                registered.di(),
                registered.name(),
                registered.model(),
                registered.specification(),
                registered.registrationNumber(),
                registered.registrationValidTo(),
                registered.holder(),
                registered.riskClass(),
                registered.classificationCode(),
                registered.implantable(),
                storage(registered.storage()),
                registered.identifiers(),
                registered.packages().stream()
                        .map(
                                level ->
                                        new Device.PackageLevel(
                                                level.di(), level.contains(), level.quantity()))
                        .toList(),
                recorded.at(),
                recorded.actor(),
                FileForm.of(registered).value());
    }

    private static Device.@Nullable Storage storage(@Nullable Storage storage) {
        return storage == null
                ? null
                : new Device.Storage(celsius(storage.minCelsius()), celsius(storage.maxCelsius()));
    }

    private static @Nullable Double celsius(@Nullable BigDecimal value) {
        return value == null ? null : value.doubleValue();
    }
}
