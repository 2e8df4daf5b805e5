package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Gln;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.KeyId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.TariffId;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WaveId;
import io.lotline.core.values.WorkSubject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every tag there is. Composite values are joined by `/`; a `/` or `%` inside a part is
/// percent-encoded, so that two different boundaries never share a tag.
public final class Tags {
    private Tags() {}

    /// The goods of one owner, device and lot in one bin: the boundary of a pick.
    public static Tag stock(StockItem item, Location location) {
        return new Tag(
                "stock",
                join(
                        item.owner().value(),
                        item.di().value(),
                        lotText(item.lot()),
                        location.warehouse().value(),
                        location.id().value()));
    }

    /// All stock of one owner and device, in every bin: the boundary of an allocation.
    public static Tag goods(EnterpriseId owner, Di di) {
        return new Tag("goods", join(owner.value(), di.value()));
    }

    /// A lot of a device, whoever owns it. Devices without lots have the empty lot.
    public static Tag lot(Di di, @Nullable LotNumber lot) {
        return new Tag("lot", join(di.value(), lotText(lot)));
    }

    public static Tag serial(Di di, SerialNumber serial) {
        return new Tag("serial", join(di.value(), serial.value()));
    }

    /// A device: its master data, and holds that cover every lot of it.
    public static Tag device(Di di) {
        return new Tag("device", di.value());
    }

    /// All pieces of a device, whoever owns them, and the notices that announce some.
    public static Tag pieces(Di di) {
        return new Tag("pieces", di.value());
    }

    /// The lots of a device that are spelt alike, by what their spellings have in common.
    public static Tag lotSpelling(Di di, String folded) {
        return new Tag("spelling", join(di.value(), "lot", folded));
    }

    /// The serial numbers of a device that are spelt alike.
    public static Tag serialSpelling(Di di, String folded) {
        return new Tag("spelling", join(di.value(), "serial", folded));
    }

    /// What has a GLN, or had it once.
    public static Tag gln(Gln gln) {
        return new Tag("gln", gln.value());
    }

    public static Tag enterprise(EnterpriseId enterprise) {
        return new Tag("enterprise", enterprise.value());
    }

    /// The definition of a location; kept apart from what happened in it, which grows without end.
    public static Tag bin(Location location) {
        return bin(location.toString());
    }

    static Tag bin(String location) {
        return new Tag("bin", location);
    }

    public static Tag location(Location location) {
        return new Tag("location", location.toString());
    }

    public static Tag notice(NoticeId notice) {
        return new Tag("notice", notice.value());
    }

    public static Tag order(OrderId order) {
        return new Tag("order", order.value());
    }

    public static Tag wave(WaveId wave) {
        return new Tag("wave", wave.value());
    }

    public static Tag shipment(ShipmentId shipment) {
        return new Tag("shipment", shipment.value());
    }

    public static Tag vehicle(VehicleId vehicle) {
        return new Tag("vehicle", vehicle.value());
    }

    public static Tag route(RouteId route) {
        return new Tag("route", route.value());
    }

    public static Tag recall(RecallId recall) {
        return new Tag("recall", recall.value());
    }

    public static Tag hold(HoldId hold) {
        return new Tag("hold", hold.value());
    }

    public static Tag adjustment(AdjustmentId adjustment) {
        return new Tag("adjustment", adjustment.value());
    }

    public static Tag correction(CorrectionId correction) {
        return new Tag("correction", correction.value());
    }

    /// What declares the event at a position wrong.
    public static Tag corrected(long position) {
        return new Tag("corrected", Long.toString(position));
    }

    public static Tag tariff(TariffId tariff) {
        return new Tag("tariff", tariff.value());
    }

    /// The tariffs of one owner, or for null those of all who have none of their own: only one of
    /// them is valid on a day.
    public static Tag tariffsOf(@Nullable EnterpriseId owner) {
        return new Tag("tariffs", owner == null ? "*" : owner.value());
    }

    /// What an owner is charged for a month.
    public static Tag statement(EnterpriseId owner, BillingMonth month) {
        return new Tag("statement", join(owner.value(), month.value()));
    }

    public static Tag count(CountId count) {
        return new Tag("count", count.value());
    }

    /// The counts whose ids look alike, by what they have in common.
    public static Tag countSpelling(String folded) {
        return new Tag("spelling", join("count", folded));
    }

    /// A logistic unit.
    public static Tag unit(Sscc sscc) {
        return new Tag("unit", sscc.value());
    }

    public static Tag key(KeyId key) {
        return new Tag("key", key.value());
    }

    /// What work items are about.
    public static Tag work(WorkSubject subject) {
        return new Tag("work", subject.value());
    }

    /// A scan of a caller that was refused.
    public static Tag refusedScan(String caller, String scanId) {
        return new Tag("refused-scan", join(caller, scanId));
    }

    /// A request of a caller: what makes a retry find what the first try did.
    public static Tag request(String caller, String key) {
        return new Tag("request", join(caller, key));
    }

    /// The tags of a promise: the bin's goods, and the serial where there is one.
    static Set<Tag> of(Allocation promise) {
        StockItem item = promise.item();
        Tag bin = stock(item, promise.location());
        return promise.serial() == null
                ? Set.of(bin)
                : Set.of(bin, serial(item.di(), promise.serial()));
    }

    /// The tags of a movement: both bins, the device's pieces, the goods, the lot, and the serial
    /// where there is one.
    static Set<Tag> of(List<Movement> movements, Tag... others) {
        Set<Tag> tags = new LinkedHashSet<>(List.of(others));
        for (Movement movement : movements) {
            StockItem item = movement.item();
            tags.add(pieces(item.di()));
            tags.add(goods(item.owner(), item.di()));
            tags.add(lot(item.di(), item.lot()));
            for (Place place : List.of(movement.from(), movement.to())) {
                if (place.kind() == Place.Kind.LOCATION) {
                    tags.add(stock(item, place.asLocation()));
                    tags.add(location(place.asLocation()));
                }
            }
            if (movement.serial() != null) {
                tags.add(serial(item.di(), movement.serial()));
            }
        }
        return tags;
    }

    private static String lotText(@Nullable LotNumber lot) {
        return lot == null ? "" : lot.value();
    }

    private static String join(String... parts) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                joined.append('/');
            }
            joined.append(parts[i].replace("%", "%25").replace("/", "%2F"));
        }
        return joined.toString();
    }
}
