package io.lotline.projections.epcis;

import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Gln;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The names that goods, places, parties and documents have in EPCIS.
///
/// Goods with a GTIN, and logistic units, are named by GS1's canonical Digital Link URIs. The EPC
/// URNs are not used: they need the length of the GS1 company prefix, which no label tells. What
/// GS1 has no name for (MA and other identifiers, bins, enterprises, documents) is named below the
/// park's own base URI.
///
/// A place or a party with a GLN is named by that: the one by AI 414, the other by AI 417.
///
/// @param base ends with `/`
/// @param glns which GLNs are on file
public record EpcisIds(URI base, Glns glns) {
    private static final String GS1 = "https://id.gs1.org/";

    /// Of an event's id: the bits of the part that are in its lower half, and those of the digest.
    private static final int LOW_PART = 10;

    private static final int DIGEST = 52;

    public EpcisIds(URI base) {
        this(base, new Glns(_ -> null, _ -> null));
    }

    /// The GLNs on file, null where there is none.
    public record Glns(
            Function<EnterpriseId, @Nullable Gln> ofParties,
            Function<Location, @Nullable Gln> ofPlaces) {}

    /// The same names, where these GLNs are on file.
    EpcisIds knowing(Glns known) {
        return new EpcisIds(base, known);
    }

    public EpcisIds {
        if (!base.isAbsolute() || !base.toString().endsWith("/")) {
            throw new IllegalArgumentException("a base URI is absolute and ends with /: " + base);
        }
    }

    URI namespace() {
        return base.resolve("epcis/");
    }

    /// A lot, or the device where it has no lots.
    String lotClass(Di di, @Nullable LotNumber lot) {
        String device = device(di);
        return lot == null ? device : device + "/10/" + encoded(lot.value());
    }

    String lotClass(StockItem item) {
        return lotClass(item.di(), item.lot());
    }

    String instance(Di di, SerialNumber serial) {
        return device(di) + "/21/" + encoded(serial.value());
    }

    private String device(Di di) {
        return isGtin(di.value()) ? GS1 + "01/" + di : base + "device/" + encoded(di.value());
    }

    static String unit(Sscc sscc) {
        return GS1 + "00/" + sscc;
    }

    /// A bin: its own id below that of its warehouse.
    String location(String warehouseAndBin) {
        Gln gln = glns.ofPlaces().apply(Location.parse(warehouseAndBin));
        if (gln != null) {
            return GS1 + "414/" + gln;
        }
        int slash = warehouseAndBin.indexOf('/');
        return base
                + "location/"
                + encoded(warehouseAndBin.substring(0, slash))
                + "/"
                + encoded(warehouseAndBin.substring(slash + 1));
    }

    String warehouse(String warehouse) {
        return base + "location/" + encoded(warehouse);
    }

    String party(EnterpriseId enterprise) {
        Gln gln = glns.ofParties().apply(enterprise);
        return gln == null ? ownParty(enterprise) : GS1 + "417/" + gln;
    }

    private String ownParty(EnterpriseId enterprise) {
        return base + "party/" + encoded(enterprise.value());
    }

    /// Where an enterprise is.
    String site(EnterpriseId enterprise) {
        Gln gln = glns.ofParties().apply(enterprise);
        return gln == null ? ownParty(enterprise) : GS1 + "414/" + gln;
    }

    /// A document, such as `notice`, `order`, `shipment`.
    String document(String kind, Object id) {
        return base + kind + "/" + encoded(id.toString());
    }

    /// The type of a business transaction: the CBV's, or the park's own.
    String transaction(String type) {
        return type.indexOf('/') < 0 ? type : base + type;
    }

    /// The id of one part of an event, the same whenever it is asked for: a UUID of version 8 (RFC
    /// 9562) that holds the event's position, the part, and a digest of the event's own id, so that
    /// who has it finds the event.
    static String event(long position, String logEventId, int part) {
        UUID digest = UUID.nameUUIDFromBytes(logEventId.getBytes(StandardCharsets.UTF_8));
        long high = position << 16 | 0x8000 | part >> LOW_PART;
        long low =
                1L << 63
                        | (long) (part & (1 << LOW_PART) - 1) << DIGEST
                        | digest.getLeastSignificantBits() & (1L << DIGEST) - 1;
        return "urn:uuid:" + new UUID(high, low);
    }

    /// The position in such an id; empty for an id of another kind.
    static OptionalLong position(String eventId) {
        try {
            UUID id =
                    eventId.startsWith("urn:uuid:")
                            ? UUID.fromString(eventId.substring("urn:uuid:".length()))
                            : null;
            return id == null || id.version() != 8
                    ? OptionalLong.empty()
                    : OptionalLong.of(id.getMostSignificantBits() >>> 16);
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /// Whether a DI is a GTIN-14: 14 digits, the last one the check digit.
    static boolean isGtin(String di) {
        if (di.length() != 14) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 14; i++) {
            int digit = di.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return sum % 10 == 0;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
