package io.lotline.projections.epcis;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goods or a logistic unit that a query names by an EPC.
///
/// @param name as events name it
public record EpcisSubject(
        String name,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable Sscc unit) {
    private static final String GS1 = "https://id.gs1.org/";
    private static final Set<String> URNS =
            Set.of("urn:epc:id:sgtin:", "urn:epc:class:lgtin:", "urn:epc:id:sscc:");

    /// What an EPC names: a GS1 Digital Link URI of a piece, a lot or a unit, an EPC URN of one, or
    /// the park's own name of goods that have no GTIN. Empty where it is none of these.
    static Optional<EpcisSubject> of(String epc, EpcisIds ids) {
        try {
            String own = ids.base() + "device/";
            if (epc.startsWith(GS1 + "01/")) {
                String path = epc.substring(GS1.length() + 3);
                return EpcisIds.isGtin(path.split("/", 2)[0]) ? goods(path, ids) : Optional.empty();
            }
            if (epc.startsWith(own)) {
                return goods(epc.substring(own.length()), ids);
            }
            if (epc.startsWith(GS1 + "00/")) {
                return Optional.of(ofUnit(epc.substring(GS1.length() + 3)));
            }
            return URNS.stream()
                    .filter(epc::startsWith)
                    .findFirst()
                    .flatMap(urn -> urn(urn, epc.substring(urn.length()).split("\\.", 3), ids));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<EpcisSubject> goods(String path, EpcisIds ids) {
        String[] parts = path.split("/", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Di di = new Di(decoded(parts[0]));
        return switch (parts[1]) {
            case "10" -> Optional.of(ofLot(di, new LotNumber(decoded(parts[2])), ids));
            case "21" -> Optional.of(ofPiece(di, new SerialNumber(decoded(parts[2])), ids));
            default -> Optional.empty();
        };
    }

    /// The company's prefix and the item's reference are a GTIN without its check digit, with its
    /// first digit in the middle.
    private static Optional<EpcisSubject> urn(String urn, String[] parts, EpcisIds ids) {
        boolean unit = urn.endsWith("sscc:");
        if (parts.length != (unit ? 2 : 3) || parts[1].isEmpty()) {
            return Optional.empty();
        }
        String digits = parts[1].charAt(0) + parts[0] + parts[1].substring(1);
        if (!digits.matches(unit ? "[0-9]{17}" : "[0-9]{13}")) {
            return Optional.empty();
        }
        String key = digits + checkDigit(digits);
        if (unit) {
            return Optional.of(ofUnit(key));
        }
        Di di = new Di(key);
        return Optional.of(
                urn.endsWith("lgtin:")
                        ? ofLot(di, new LotNumber(decoded(parts[2])), ids)
                        : ofPiece(di, new SerialNumber(decoded(parts[2])), ids));
    }

    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static EpcisSubject ofLot(Di di, LotNumber lot, EpcisIds ids) {
        return new EpcisSubject(ids.lotClass(di, lot), di, lot, null, null);
    }

    private static EpcisSubject ofPiece(Di di, SerialNumber serial, EpcisIds ids) {
        return new EpcisSubject(ids.instance(di, serial), di, null, serial, null);
    }

    private static EpcisSubject ofUnit(String sscc) {
        Sscc unit = new Sscc(sscc);
        return new EpcisSubject(EpcisIds.unit(unit), null, null, null, unit);
    }

    boolean covers(StockItem item, @Nullable SerialNumber itsSerial) {
        return unit != null
                || item.di().equals(di)
                        && (serial == null
                                ? lot != null && lot.equals(item.lot())
                                : serial.equals(itsSerial));
    }

    List<Criterion> criteria() {
        if (unit != null) {
            return List.of(new Criterion(Set.of(Tags.unit(unit)), Set.of()));
        }
        Di device = Objects.requireNonNull(di);
        return List.of(
                new Criterion(
                        Set.of(
                                serial == null
                                        ? Tags.lot(device, lot)
                                        : Tags.serial(device, serial)),
                        Set.of()),
                Boundaries.of(Tags.device(device)).types(StockHeld.class, HoldReleased.class));
    }
}
