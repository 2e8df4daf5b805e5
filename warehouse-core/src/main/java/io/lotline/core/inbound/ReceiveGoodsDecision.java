package io.lotline.core.inbound;

import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Unidentified;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedRejection.ExpiryConflict;
import io.lotline.core.rules.SharedRejection.LotExpired;
import io.lotline.core.rules.SharedRejection.SerialAlreadyInStock;
import io.lotline.core.rules.SharedRejection.UnknownLocation;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets goods in that are announced, whole on their label and new to the warehouse (GSP Art 60 to
/// 63). Lots on hold or under recall are let in as well: they are located and stay stopped.
public final class ReceiveGoodsDecision
        implements Decision<ReceiveGoods, ReceiveGoodsDecision.State> {

    @Override
    public Class<ReceiveGoods> commandType() {
        return ReceiveGoods.class;
    }

    @Override
    public Criteria boundary(ReceiveGoods command) {
        return Boundaries.any(
                List.of(
                        Boundaries.of(Tags.notice(command.notice()))
                                .types(InboundNoticeFiled.class, GoodsReceived.class),
                        Boundaries.location(command.location())),
                about(command, command.goods().di()));
    }

    @Override
    public Criteria further(ReceiveGoods command, State state) {
        LocationDefined location = state.locations().get(command.location());
        return Boundaries.any(
                about(command, state.devices().stockDi(command.goods().di())),
                location != null && location.capacity() != null
                        ? List.of(Boundaries.occupancy(command.location()))
                        : List.of());
    }

    private static List<Criterion> about(ReceiveGoods command, Di di) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(Boundaries.device(di));
        if (command.goods().lot() != null) {
            parts.add(
                    Boundaries.of(Tags.lot(di, command.goods().lot())).types(GoodsReceived.class));
        }
        if (command.goods().serial() != null) {
            parts.add(
                    Boundaries.of(Tags.serial(di, command.goods().serial()))
                            .types(Boundaries.MOVES));
        }
        return parts;
    }

    @Override
    public State initial(ReceiveGoods command) {
        return new State(
                command, null, Devices.NONE, Locations.NONE, Map.of(), Map.of(), Map.of(), 0);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(
                state.command(),
                event instanceof InboundNoticeFiled filed ? filed : state.notice(),
                state.devices().evolve(event),
                state.locations().evolve(event),
                received(state, event),
                expiries(state, event),
                serials(state, event),
                occupied(state, event));
    }

    private static Map<Announced, Integer> received(State state, WarehouseEvent event) {
        if (!(event instanceof GoodsReceived received)
                || !received.notice().equals(state.command().notice())) {
            return state.received();
        }
        Map<Announced, Integer> copy = new HashMap<>(state.received());
        Movement movement = received.movement();
        copy.merge(
                new Announced(movement.item().di(), movement.item().lot()),
                movement.quantity(),
                Integer::sum);
        return Collections.unmodifiableMap(copy);
    }

    private static Map<Di, LocalDate> expiries(State state, WarehouseEvent event) {
        LotNumber lot = state.command().goods().lot();
        if (lot == null
                || !(event instanceof GoodsReceived received)
                || !lot.equals(received.movement().item().lot())
                || received.movement().expiryDate() == null
                || state.expiries().containsKey(received.movement().item().di())) {
            return state.expiries();
        }
        Map<Di, LocalDate> copy = new HashMap<>(state.expiries());
        copy.put(received.movement().item().di(), received.movement().expiryDate());
        return Collections.unmodifiableMap(copy);
    }

    private static Map<Di, Place> serials(State state, WarehouseEvent event) {
        SerialNumber serial = state.command().goods().serial();
        Map<Di, Place> places = state.serials();
        if (serial != null) {
            for (Movement movement : event.movements()) {
                if (serial.equals(movement.serial())) {
                    places = new HashMap<>(places);
                    places.put(movement.item().di(), movement.to());
                }
            }
        }
        return Collections.unmodifiableMap(places);
    }

    private static int occupied(State state, WarehouseEvent event) {
        Place here = Place.location(state.command().location());
        int occupied = state.occupied();
        for (Movement movement : event.movements()) {
            occupied += movement.to().equals(here) ? movement.quantity() : 0;
            occupied -= movement.from().equals(here) ? movement.quantity() : 0;
        }
        return occupied;
    }

    @Override
    public Outcome decide(ReceiveGoods command, State state) {
        InboundNoticeFiled notice = state.notice();
        if (notice == null) {
            return Outcome.rejected(new UnknownNotice(command.notice()));
        }
        Location here = command.location();
        if (!here.warehouse().equals(notice.warehouse())) {
            return Outcome.rejected(
                    new WrongLocation(
                            here,
                            null,
                            "Notice %s is not for warehouse %s"
                                    .formatted(notice.notice(), here.warehouse()),
                            "the goods have to go on to another warehouse"));
        }
        LocationDefined location = state.locations().get(here);
        if (location == null) {
            return Outcome.rejected(new UnknownLocation(here));
        }
        if (location.zone() != Zone.QUARANTINE) {
            return Outcome.rejected(
                    new WrongLocation(
                            here,
                            location.zone(),
                            "Received goods wait in QUARANTINE; location %s is in zone %s"
                                    .formatted(here, location.zone()),
                            "put them down in a quarantine location"));
        }
        return switch (state.devices().identify(command.goods(), true)) {
            case Unidentified(Rejection reason) -> Outcome.rejected(reason);
            case Goods goods -> receive(command, state, notice, location, goods);
        };
    }

    private static Outcome receive(
            ReceiveGoods command,
            State state,
            InboundNoticeFiled notice,
            LocationDefined location,
            Goods goods) {
        Rejection refusal = announced(notice, goods);
        if (refusal == null) {
            refusal = label(command, state, notice, goods);
        }
        if (refusal == null) {
            refusal = overReceipt(state, notice, goods);
        }
        if (refusal == null) {
            refusal = Locations.unfit(location, goods.device());
        }
        if (refusal == null) {
            refusal = Locations.full(location, state.occupied(), goods.quantity());
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        return Outcome.accepted(
                new GoodsReceived(
                        command.notice(),
                        Movement.of(
                                goods.of(notice.owner()),
                                goods.serial(),
                                // a lot has one expiry date, also where this label leaves it out
                                goods.expiryDate() != null
                                        ? goods.expiryDate()
                                        : state.expiries().get(goods.di()),
                                goods.quantity(),
                                Place.supplier(notice.supplier()),
                                Place.location(command.location()),
                                QualityStatus.PENDING_INSPECTION),
                        command.goods().productionDate(),
                        command.goods().container(),
                        command.goods().scan()));
    }

    private static @Nullable Rejection announced(InboundNoticeFiled notice, Goods goods) {
        if (notice.lines().stream().noneMatch(line -> line.di().equals(goods.di()))) {
            return new InboundRejection.NotOnNotice(
                    notice.notice(),
                    goods.di(),
                    notice.lines().stream().map(ExpectedLine::di).distinct().toList());
        }
        if (lines(notice, goods).findAny().isEmpty()) {
            return new InboundRejection.LotNotOnNotice(
                    notice.notice(),
                    goods.di(),
                    goods.lot(),
                    notice.lines().stream()
                            .filter(line -> line.di().equals(goods.di()))
                            .map(ExpectedLine::lot)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList());
        }
        return null;
    }

    private static @Nullable Rejection label(
            ReceiveGoods command, State state, InboundNoticeFiled notice, Goods goods) {
        LocalDate expiry = goods.expiryDate();
        if (LotStanding.expired(expiry, command.today())) {
            return new LotExpired(goods.di(), goods.lot(), expiry, command.today());
        }
        LocalDate known = state.expiries().get(goods.di());
        if (expiry != null && known != null && !known.equals(expiry)) {
            return new ExpiryConflict(goods.di(), goods.lot(), known, expiry, "earlier receipts");
        }
        LocalDate announced =
                lines(notice, goods)
                        .filter(line -> line.lot() != null)
                        .map(ExpectedLine::expiryDate)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (expiry != null && announced != null && !announced.equals(expiry)) {
            return new ExpiryConflict(goods.di(), goods.lot(), announced, expiry, "the notice");
        }
        SerialNumber serial = goods.serial();
        Place place = state.serials().get(goods.di());
        if (serial != null && place != null && inStock(place)) {
            return new SerialAlreadyInStock(goods.di(), serial, place);
        }
        return null;
    }

    private static boolean inStock(Place place) {
        return switch (place.kind()) {
            case LOCATION, ORDER, VEHICLE -> true;
            case SUPPLIER, CONSIGNEE, DESTROYED, LOST -> false;
        };
    }

    /// A line that names the lot is filled first; what is beyond goes to the lines of any lot,
    /// which all lots share.
    private static @Nullable Rejection overReceipt(
            State state, InboundNoticeFiled notice, Goods goods) {
        int named = announced(notice, goods.di(), goods.lot());
        int open = goods.lot() == null ? named : announced(notice, goods.di(), null);
        int usedByOthers = 0;
        int received = 0;
        for (Map.Entry<Announced, Integer> entry : state.received().entrySet()) {
            Announced other = entry.getKey();
            if (other.di().equals(goods.di()) && Objects.equals(other.lot(), goods.lot())) {
                received = entry.getValue();
            } else if (other.di().equals(goods.di())) {
                int namedOther =
                        other.lot() == null ? 0 : announced(notice, other.di(), other.lot());
                usedByOthers += Math.max(0, entry.getValue() - namedOther);
            }
        }
        int expected = (goods.lot() == null ? 0 : named) + Math.max(0, open - usedByOthers);
        return (long) received + goods.quantity() <= expected
                ? null
                : new InboundRejection.OverReceipt(
                        notice.notice(),
                        goods.di(),
                        goods.lot(),
                        expected,
                        received,
                        goods.quantity());
    }

    private static int announced(InboundNoticeFiled notice, Di di, @Nullable LotNumber lot) {
        return notice.lines().stream()
                .filter(line -> line.di().equals(di) && Objects.equals(line.lot(), lot))
                .mapToInt(ExpectedLine::quantity)
                .sum();
    }

    private static Stream<ExpectedLine> lines(InboundNoticeFiled notice, Goods goods) {
        return notice.lines().stream()
                .filter(line -> line.di().equals(goods.di()))
                .filter(line -> line.lot() == null || line.lot().equals(goods.lot()));
    }

    /// A device and lot that something was received of.
    public record Announced(Di di, @Nullable LotNumber lot) {}

    /// What receiving has to know.
    ///
    /// @param received under this notice, by device and lot
    /// @param expiries the expiry date of the scanned lot as first received, by device
    /// @param serials  where the scanned serial number is, by device
    /// @param occupied what lies in the location; complete only where its capacity counts
    public record State(
            ReceiveGoods command,
            @Nullable InboundNoticeFiled notice,
            Devices devices,
            Locations locations,
            Map<Announced, Integer> received,
            Map<Di, LocalDate> expiries,
            Map<Di, Place> serials,
            int occupied) {}
}
