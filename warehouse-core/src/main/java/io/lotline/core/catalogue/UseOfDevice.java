package io.lotline.core.catalogue;

import io.lotline.core.decision.Book;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What depends on a device's file: counted, and no more than is there. It is opened only by who
/// wants to change what something may depend on.
///
/// @param bins    how many pieces lie in which location
/// @param outside how many are picked or on a vehicle
/// @param notices how many pieces a notice announces that have not come
record UseOfDevice(PMap<Location, Long> bins, long outside, PMap<NoticeId, Long> notices) {
    private static final UseOfDevice NONE =
            new UseOfDevice(HashTreePMap.empty(), 0, HashTreePMap.empty());

    static final Book<Di, UseOfDevice> BOOK =
            Book.named("use-of-device", 2, Di.class, UseOfDevice.class)
                    .ruled(
                            di -> Boundaries.of(Tags.pieces(di)).types(changes()),
                            _ -> NONE,
                            UseOfDevice::after)
                    .sized(use -> use.bins().size() + use.notices().size());

    private static List<Class<? extends WarehouseEvent>> changes() {
        List<Class<? extends WarehouseEvent>> changes = new ArrayList<>(Boundaries.MOVES);
        changes.add(InboundNoticeFiled.class);
        return changes;
    }

    private static UseOfDevice after(Di di, UseOfDevice before, WarehouseEvent event) {
        UseOfDevice now = before;
        if (event instanceof InboundNoticeFiled filed) {
            for (ExpectedLine line : filed.lines()) {
                now = line.di().equals(di) ? now.expect(filed.notice(), line.quantity()) : now;
            }
        }
        for (Movement movement : event.movements()) {
            if (movement.item().di().equals(di)) {
                now = now.at(movement.from(), -movement.quantity());
                now = now.at(movement.to(), movement.quantity());
                if (event instanceof GoodsReceived received) {
                    now = now.expect(received.notice(), -movement.quantity());
                }
                if (event instanceof EventCorrected wrong
                        && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                        && wrong.about().notice() != null) {
                    now = now.expect(wrong.about().notice(), movement.quantity());
                }
            }
        }
        return now;
    }

    private UseOfDevice expect(NoticeId notice, long quantity) {
        long sum = notices.getOrDefault(notice, 0L) + quantity;
        return new UseOfDevice(
                bins, outside, sum <= 0 ? notices.minus(notice) : notices.plus(notice, sum));
    }

    private UseOfDevice at(Place place, long quantity) {
        return switch (place.kind()) {
            case LOCATION -> {
                Location bin = place.asLocation();
                long sum = bins.getOrDefault(bin, 0L) + quantity;
                yield new UseOfDevice(
                        sum == 0 ? bins.minus(bin) : bins.plus(bin, sum), outside, notices);
            }
            case ORDER, VEHICLE -> new UseOfDevice(bins, outside + quantity, notices);
            case SUPPLIER, CONSIGNEE, DESTROYED, LOST -> this;
        };
    }

    /// How many pieces are in the house or on the way to a consignee.
    long pieces() {
        long sum = outside;
        for (long lying : bins.values()) {
            sum += lying;
        }
        return sum;
    }

    boolean hasGoods() {
        return outside != 0 || !bins.isEmpty();
    }

    /// Where pieces lie, by location.
    List<Location> locations() {
        return bins.keySet().stream().sorted(Comparator.comparing(Location::toString)).toList();
    }

    List<NoticeId> openNotices() {
        return notices.keySet().stream().sorted(Comparator.comparing(NoticeId::value)).toList();
    }
}
