package io.lotline.api.scan;

import io.lotline.core.scan.Element;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.scan.Standard;
import io.lotline.core.values.Di;
import io.lotline.core.values.MalformedValue;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Settles an ambiguous label by what is known of the device, where that leaves one reading.
///
/// Nothing is guessed: a reading is dropped only where it contradicts a fact. The device's file
/// says which production identifiers its labels carry; a label without any separator that would
/// also be valid without elements foreign to a device's identification (GS1 AI 240, 91 …) has none
/// of them. A lot followed by a date or by a serial number that the device's labels do carry stays
/// a question.
@Component
class Settled {
    /// DI, lot, serial, dates, quantities and the logistic unit.
    private static final Set<String> IDENTIFICATION =
            Set.of("00", "01", "02", "10", "11", "17", "21", "30", "37");

    private final Views views;

    Settled(Views views) {
        this.views = views;
    }

    /// The one reading that nothing contradicts; null if there are several or none.
    @Nullable ScannedItem by(List<ScannedItem> candidates, ScanRequest scan) {
        String di = candidates.getFirst().di();
        if (di == null
                || candidates.getFirst().standard() != Standard.GS1
                || candidates.stream().anyMatch(item -> !di.equals(item.di()))) {
            return null;
        }
        Optional<Device> device = device(di);
        if (device.isEmpty()) {
            return null;
        }
        List<ScannedItem> left = keep(candidates, Settled::identifiesOnly);
        left = keep(left, item -> carries(device.get(), item));
        return left.size() == 1 ? left.getFirst() : null;
    }

    private Optional<Device> device(String di) {
        try {
            return views.devices().findByAnyDi(new Di(di));
        } catch (MalformedValue e) {
            return Optional.empty();
        }
    }

    private static List<ScannedItem> keep(
            List<ScannedItem> candidates, Predicate<ScannedItem> agrees) {
        List<ScannedItem> kept = candidates.stream().filter(agrees).toList();
        return kept.isEmpty() ? candidates : kept;
    }

    private static boolean identifiesOnly(ScannedItem item) {
        return item.elements().stream().map(Element::id).allMatch(IDENTIFICATION::contains);
    }

    private static boolean carries(Device device, ScannedItem item) {
        return (item.serial() == null || device.identifiers().serial())
                && (item.lot() == null || device.identifiers().lot())
                && (item.expiryDate() == null || device.identifiers().expiryDate())
                && (item.productionDate() == null || device.identifiers().productionDate());
    }
}
