package io.lotline.core.inbound;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Concludes on goods of a notice where they lie (GSP Art 65): first those that wait since their
/// receipt, then those that came back. Pieces with serial numbers are concluded upon in the order
/// of their receipt.
public final class InspectGoodsDecision
        implements FoldedDecision<InspectGoods, InspectGoodsDecision.State> {

    @Override
    public Class<InspectGoods> commandType() {
        return InspectGoods.class;
    }

    @Override
    public Criteria boundary(InspectGoods command) {
        return Criteria.of(
                Boundaries.of(Tags.notice(command.notice())).types(InboundNoticeFiled.class));
    }

    /// Goods that wait come in by a receipt or a return, and are changed by moves and inspections
    /// only: picks of the same lot never meet its inspection.
    @Override
    public Criteria further(InspectGoods command, State state) {
        return state.notice() == null
                ? Criteria.NOTHING
                : Criteria.of(
                        Boundaries.of(
                                        Tags.lot(command.di(), command.lot()),
                                        Tags.goods(state.notice().owner(), command.di()))
                                .types(
                                        GoodsReceived.class,
                                        GoodsInspected.class,
                                        GoodsMoved.class,
                                        GoodsReturned.class));
    }

    @Override
    public State initial(InspectGoods command) {
        return new State(command, null, StockBook.EMPTY, 0, 0, Set.of());
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        InspectGoods command = state.command();
        InboundNoticeFiled notice =
                event instanceof InboundNoticeFiled filed && filed.notice().equals(command.notice())
                        ? filed
                        : state.notice();
        int received = state.received();
        int inspected = state.inspected();
        Set<SerialNumber> serials = state.serials();
        if (event instanceof GoodsReceived receipt && receipt.notice().equals(command.notice())) {
            received += receipt.movement().quantity();
            if (receipt.movement().serial() != null) {
                serials = new LinkedHashSet<>(serials);
                serials.add(receipt.movement().serial());
                serials = Collections.unmodifiableSet(serials);
            }
        }
        if (event instanceof GoodsInspected inspection
                && inspection.notice().equals(command.notice())) {
            for (Movement movement : inspection.movements()) {
                if (movement.fromStatus() == QualityStatus.PENDING_INSPECTION) {
                    inspected += movement.quantity();
                }
            }
        }
        return new State(
                command,
                notice,
                state.waiting().after(event.movements(), InspectGoodsDecision::waits),
                received,
                inspected,
                serials);
    }

    private static boolean waits(Cell cell) {
        return cell.place().kind() == Place.Kind.LOCATION
                && (cell.status() == QualityStatus.PENDING_INSPECTION
                        || cell.status() == QualityStatus.RETURNED);
    }

    @Override
    public Outcome decide(InspectGoods command, State state) {
        InboundNoticeFiled notice = state.notice();
        if (notice == null) {
            return Outcome.rejected(new UnknownNotice(command.notice()));
        }
        StockItem item = new StockItem(notice.owner(), command.di(), command.lot());
        List<Part> pending =
                StockBook.take(
                        waiting(state, notice, item, QualityStatus.PENDING_INSPECTION),
                        state.received() - state.inspected());
        List<Part> returned =
                state.received() == 0
                        ? List.of()
                        : waiting(state, notice, item, QualityStatus.RETURNED);
        List<Part> waiting = new ArrayList<>(pending);
        waiting.addAll(returned);
        int there = waiting.stream().mapToInt(Part::quantity).sum();
        if (there == 0) {
            return Outcome.rejected(
                    new InboundRejection.NothingToInspect(
                            command.notice(), command.di(), command.lot()));
        }
        if (there < command.quantity()) {
            return Outcome.rejected(
                    new InboundRejection.OverInspection(
                            command.notice(),
                            command.di(),
                            command.lot(),
                            there,
                            command.quantity()));
        }
        QualityStatus status =
                switch (command.conclusion()) {
                    case QUALIFIED -> QualityStatus.QUALIFIED;
                    case NON_CONFORMING -> QualityStatus.NON_CONFORMING;
                };
        List<Movement> movements = new ArrayList<>();
        int open = command.quantity();
        for (Part part : waiting) {
            int share = Math.min(open, part.quantity());
            if (share > 0) {
                movements.add(part.cell().to(part.cell().place(), status, share));
                open -= share;
            }
        }
        return Outcome.accepted(
                new GoodsInspected(
                        command.notice(),
                        item,
                        command.conclusion(),
                        command.quantity(),
                        command.reason(),
                        movements));
    }

    /// What waits in the notice's warehouse: serial pieces of this notice in the order of their
    /// receipt, other goods by location id.
    private static List<Part> waiting(
            State state, InboundNoticeFiled notice, StockItem item, QualityStatus status) {
        List<@Nullable SerialNumber> order = new ArrayList<>(state.serials());
        List<Part> parts =
                new ArrayList<>(
                        state.waiting()
                                .parts(
                                        cell ->
                                                cell.item().equals(item)
                                                        && cell.status() == status
                                                        && cell.place()
                                                                .asLocation()
                                                                .warehouse()
                                                                .equals(notice.warehouse())
                                                        && (cell.serial() == null
                                                                || state.serials()
                                                                        .contains(cell.serial()))));
        parts.sort(
                Comparator.comparingInt((Part part) -> order.indexOf(part.cell().serial()))
                        .thenComparing(part -> part.cell().place().id()));
        return parts;
    }

    /// What waits for inspection.
    ///
    /// @param received  what was received of the lot under this notice
    /// @param inspected what of that was inspected
    /// @param serials   the serial numbers received under this notice, in order
    public record State(
            InspectGoods command,
            @Nullable InboundNoticeFiled notice,
            StockBook waiting,
            int received,
            int inspected,
            Set<SerialNumber> serials) {}
}
