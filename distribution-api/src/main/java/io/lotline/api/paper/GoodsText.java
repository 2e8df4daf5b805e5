package io.lotline.api.paper;

import io.lotline.core.values.Di;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What papers say of devices, each looked up once.
final class GoodsText {
    private final Views views;
    private final Map<Di, Optional<Device>> files = new HashMap<>();

    GoodsText(Views views) {
        this.views = views;
    }

    private Optional<Device> file(Di di) {
        return files.computeIfAbsent(di, views.devices()::find);
    }

    /// Its name, and the DI below.
    String name(Di di) {
        return Papers.joined("\n", file(di).map(Device::name).orElse(null), di);
    }

    String specification(Di di) {
        return file(di).map(file -> Papers.joined("／", file.model(), file.specification()))
                .orElse("");
    }

    /// The number of its registration or filing.
    String registration(Di di) {
        return file(di).map(file -> Papers.joined("", file.registrationNumber())).orElse("");
    }

    String holder(Di di) {
        return file(di).map(file -> Papers.joined("", file.holder())).orElse("");
    }

    /// The conditions of storage and transport.
    String conditions(Di di) {
        return file(di).map(Device::storage)
                .map(storage -> Papers.celsius(storage.minCelsius(), storage.maxCelsius()))
                .filter(range -> !range.isEmpty())
                .orElse("常温 Ambient");
    }
}
