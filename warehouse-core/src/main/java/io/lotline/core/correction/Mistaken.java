package io.lotline.core.correction;

import io.lotline.core.correction.CorrectionRejection.FieldNotOfEvent;
import io.lotline.core.correction.CorrectionRejection.NothingInstead;
import io.lotline.core.correction.CorrectionRejection.NothingToCorrect;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.CorrectionEvent.About;
import io.lotline.core.events.CorrectionEvent.Kind;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Instead;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Known;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An event that can be corrected: what it is, what it was about, and the fields that could have
/// been others, with what they were.
record Mistaken(
        WarehouseEvent event, Kind kind, About about, Map<String, @Nullable Object> fields) {

    /// Null for events that have another way back.
    static @Nullable Mistaken of(WarehouseEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (event instanceof GoodsReceived received) {
            Movement m = received.movement();
            goods(fields, m);
            fields.put("productionDate", received.productionDate());
            fields.put("expiryDate", m.expiryDate());
            fields.put("location", location(m.to()));
            fields.put("notice", received.notice());
            return new Mistaken(
                    event,
                    Kind.RECEIPT,
                    new About(
                            m.item(),
                            m.quantity(),
                            warehouse(m),
                            null,
                            received.notice(),
                            null,
                            null,
                            received.container(),
                            received.productionDate(),
                            null),
                    fields);
        }
        if (event instanceof GoodsInspected inspected) {
            List<SerialNumber> serials = serials(inspected);
            fields.put("serials", serials.isEmpty() ? null : serials);
            fields.put("quantity", inspected.quantity());
            fields.put("conclusion", inspected.conclusion());
            fields.put("reason", inspected.reason());
            return new Mistaken(
                    event,
                    Kind.INSPECTION,
                    new About(
                            inspected.item(),
                            inspected.quantity(),
                            inspected.movements().isEmpty()
                                    ? null
                                    : warehouse(inspected.movements().getFirst()),
                            null,
                            inspected.notice(),
                            null,
                            null,
                            null,
                            null,
                            null),
                    fields);
        }
        if (event instanceof GoodsPutAway putAway) {
            moved(fields, putAway.movement());
            return new Mistaken(event, Kind.PUTAWAY, about(putAway.movement(), putAway), fields);
        }
        if (event instanceof GoodsMoved moved) {
            moved(fields, moved.movement());
            return new Mistaken(event, Kind.MOVE, about(moved.movement(), null), fields);
        }
        if (event instanceof ItemPicked picked
                && picked.movement().from().kind() == Place.Kind.LOCATION) {
            Movement m = picked.movement();
            goods(fields, m);
            fields.put("location", location(m.from()));
            fields.put("order", picked.order());
            return new Mistaken(
                    event,
                    Kind.PICK,
                    new About(
                            m.item(),
                            m.quantity(),
                            warehouse(m),
                            null,
                            null,
                            picked.order(),
                            picked.lineId(),
                            null,
                            null,
                            null),
                    fields);
        }
        if (event instanceof StockCounted counted) {
            fields.put("quantity", counted.counted());
            return new Mistaken(
                    event,
                    Kind.COUNT,
                    new About(
                            counted.item(),
                            counted.counted(),
                            counted.location().warehouse(),
                            counted.location(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null),
                    fields);
        }
        if (event instanceof DeviceRegistered device) {
            return file(event, Kind.DEVICE, null, device.di().value());
        }
        if (event instanceof EnterpriseRegistered enterprise) {
            return file(event, Kind.ENTERPRISE, null, enterprise.enterprise().value());
        }
        return event instanceof LocationDefined location
                ? file(
                        event,
                        Kind.LOCATION,
                        location.location().warehouse(),
                        location.location().toString())
                : null;
    }

    static List<SerialNumber> serials(GoodsInspected inspected) {
        return inspected.movements().stream()
                .map(Movement::serial)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Mistaken file(
            WarehouseEvent event, Kind kind, @Nullable WarehouseId warehouse, String id) {
        return new Mistaken(
                event,
                kind,
                new About(null, 0, warehouse, null, null, null, null, null, null, id),
                Map.of());
    }

    private static About about(Movement m, @Nullable GoodsPutAway putAway) {
        return new About(
                m.item(),
                m.quantity(),
                warehouse(m),
                null,
                putAway == null ? null : putAway.notice(),
                null,
                null,
                null,
                null,
                null);
    }

    private static void goods(Map<String, @Nullable Object> fields, Movement m) {
        StockItem item = m.item();
        fields.put("di", item.di());
        fields.put("lot", item.lot());
        fields.put("serial", m.serial());
        fields.put("quantity", m.quantity());
    }

    private static void moved(Map<String, @Nullable Object> fields, Movement m) {
        goods(fields, m);
        fields.put("location", location(m.from()));
        fields.put("toLocation", location(m.to()));
    }

    private static @Nullable Object location(Place place) {
        return place.kind() == Place.Kind.LOCATION ? place.asLocation().id() : null;
    }

    private static @Nullable WarehouseId warehouse(Movement m) {
        for (Place place : List.of(m.to(), m.from())) {
            if (place.kind() == Place.Kind.LOCATION) {
                Location location = place.asLocation();
                return location.warehouse();
            }
        }
        return null;
    }

    /// Why what should have been is none of what it could have been; null where it is.
    @Nullable Rejection refusal(long position, @Nullable Instead instead) {
        if (instead == null) {
            return null;
        }
        String name = CorrectEventDecision.name(event);
        Map<String, Object> said = instead.values();
        for (String field : said.keySet()) {
            if (!fields.containsKey(field)) {
                return new FieldNotOfEvent(field, name, List.copyOf(fields.keySet()));
            }
        }
        if (said.entrySet().stream()
                .allMatch(each -> each.getValue().equals(fields.get(each.getKey())))) {
            return new NothingToCorrect(position, name);
        }
        return kind != Kind.COUNT && Integer.valueOf(0).equals(instead.quantity())
                ? new NothingInstead(position, name)
                : misspelt(instead);
    }

    /// Why no label of the goods can show what is said; null where one can. What is said instead
    /// comes from no scan, and two spellings of one lot would be two lots.
    private @Nullable Rejection misspelt(Instead instead) {
        StockItem item = about.item();
        if (item == null) {
            return null;
        }
        Di di = instead.di() == null ? item.di() : instead.di();
        Rejection refusal =
                instead.lot() == null ? null : Known.misspelt(di, "lot", instead.lot().value());
        List<SerialNumber> serials = new ArrayList<>();
        if (instead.serial() != null) {
            serials.add(instead.serial());
        }
        if (instead.serials() != null) {
            serials.addAll(instead.serials());
        }
        for (SerialNumber serial : serials) {
            refusal = refusal == null ? Known.misspelt(di, "serial", serial.value()) : refusal;
        }
        return refusal;
    }
}
