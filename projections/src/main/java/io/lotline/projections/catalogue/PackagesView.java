package io.lotline.projections.catalogue;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.values.Di;
import io.lotline.projections.catalogue.PackagesView.PackagedDevice;
import io.lotline.projections.engine.View;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The view from the DI of a package to the device whose file names it. A file that no longer names
/// the package leaves its entry: [Devices] looks into the file.
public final class PackagesView implements View<PackagedDevice> {
    public static final String NAME = "packages";

    /// The device that a package belongs to.
    public record PackagedDevice(Di device) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<PackagedDevice> documentType() {
        return PackagedDevice.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof DeviceRegistered registered
                ? registered.packages().stream()
                        .map(level -> level.di().value())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    @Override
    public @Nullable PackagedDevice fold(
            @Nullable PackagedDevice before, Recorded recorded, String key) {
        return recorded.event() instanceof DeviceRegistered registered
                ? new PackagedDevice(registered.di())
                : before;
    }
}
