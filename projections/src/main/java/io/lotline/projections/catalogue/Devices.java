package io.lotline.projections.catalogue;

import io.lotline.core.values.Di;
import io.lotline.core.values.RiskClass;
import io.lotline.projections.catalogue.PackagesView.PackagedDevice;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The questions about devices.
public final class Devices {
    private final Documents<Device> devices;
    private final Documents<PackagedDevice> packages;

    public Devices(Documents<Device> devices, Documents<PackagedDevice> packages) {
        this.devices = devices;
        this.packages = packages;
    }

    /// The device with this very DI.
    public Optional<Device> find(Di di) {
        return devices.find(di.value());
    }

    /// The device with this DI, or the one of which this is a package.
    public Optional<Device> findByAnyDi(Di di) {
        return find(di).or(
                        () ->
                                packages.find(di.value())
                                        .flatMap(packaged -> find(packaged.device()))
                                        .filter(device -> names(device, di)));
    }

    private static boolean names(Device device, Di packageDi) {
        return device.packages().stream().anyMatch(level -> level.di().equals(packageDi));
    }

    public Page<Device> find(@Nullable RiskClass riskClass, @Nullable String after, int limit) {
        return devices.find(Where.ALL.is("riskClass", riskClass), after, limit);
    }

    /// The DIs of devices that stand nearest to this one in their order.
    public List<String> around(Di di, int each) {
        return devices.keysAround(di.value(), each);
    }

    public long count() {
        return devices.count();
    }

    /// The names of these devices, by DI.
    public Map<String, String> names(Collection<Di> dis) {
        Map<String, String> names = new HashMap<>();
        forEachPart(
                dis.stream().map(Di::value).distinct().toList(),
                List.of("name"),
                (di, fields) -> names.put(di, String.valueOf(fields.get("name"))));
        return names;
    }

    /// Hands over some stored fields of these devices, by DI.
    public void forEachPart(
            Collection<String> dis,
            List<String> fields,
            BiConsumer<String, Map<String, Object>> consumer) {
        devices.forEachPart(Where.ALL.keyIn(dis), fields, consumer);
    }
}
