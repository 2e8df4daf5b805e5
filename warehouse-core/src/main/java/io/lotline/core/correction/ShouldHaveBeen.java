package io.lotline.core.correction;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.PickItem;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Instead;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.InspectGoods;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoods;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoods;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What should have been recorded instead of a mistake, decided by the rules of its own step.
///
/// @param books as they are once the mistake is undone
record ShouldHaveBeen(Books books, CorrectEvent command) {

    Outcome decide() {
        Instead instead = Objects.requireNonNull(command.instead());
        WarehouseEvent wrong = command.mistake().event();
        if (wrong instanceof GoodsReceived received) {
            return receipt(received, instead);
        }
        if (wrong instanceof GoodsInspected inspected) {
            return inspection(inspected, instead);
        }
        if (wrong instanceof GoodsPutAway putAway) {
            Movement m = putAway.movement();
            return new PutAwayGoodsDecision()
                    .decide(
                            new PutAwayGoods(
                                    putAway.notice(),
                                    m.item().owner(),
                                    other(m.from(), instead.location()),
                                    other(m.to(), instead.toLocation()),
                                    goods(m, instead, putAway.scan()),
                                    day()),
                            books);
        }
        if (wrong instanceof GoodsMoved moved) {
            Movement m = moved.movement();
            return new MoveGoodsDecision()
                    .decide(
                            new MoveGoods(
                                    m.item().owner(),
                                    other(m.from(), instead.location()),
                                    other(m.to(), instead.toLocation()),
                                    goods(m, instead, moved.scan()),
                                    day()),
                            books);
        }
        if (wrong instanceof ItemPicked picked) {
            Movement m = picked.movement();
            return new PickItemDecision()
                    .decide(
                            new PickItem(
                                    or(instead.order(), picked.order()),
                                    other(m.from(), instead.location()),
                                    goods(m, instead, picked.scan()),
                                    day()),
                            books);
        }
        return wrong instanceof StockCounted counted ? count(counted, instead) : Outcome.accepted();
    }

    /// What was booked at the time stays what it was.
    private Outcome count(StockCounted wrong, Instead instead) {
        StockItem item = wrong.item();
        var _ =
                books.open(
                        SharedBooks.BIN,
                        new SharedBooks.LotInBin(item.di(), item.lot(), wrong.location()));
        return Outcome.accepted(
                new StockCounted(
                        wrong.count(),
                        item,
                        wrong.location(),
                        or(instead.quantity(), wrong.counted()),
                        wrong.booked(),
                        wrong.scan()));
    }

    private LocalDate day() {
        return command.mistake().day();
    }

    private static <T> T or(@Nullable T said, T was) {
        return said == null ? was : said;
    }

    private static Location other(Place was, @Nullable LocationId said) {
        Location location = was.asLocation();
        return said == null ? location : new Location(location.warehouse(), said);
    }

    private Outcome receipt(GoodsReceived wrong, Instead instead) {
        Movement m = wrong.movement();
        return new ReceiveGoodsDecision()
                .decide(
                        new ReceiveGoods(
                                or(instead.notice(), wrong.notice()),
                                other(m.to(), instead.location()),
                                goods(
                                        m,
                                        instead,
                                        instead.productionDate() != null
                                                ? instead.productionDate()
                                                : wrong.productionDate(),
                                        instead.expiryDate() != null
                                                ? instead.expiryDate()
                                                : m.expiryDate(),
                                        wrong.container(),
                                        wrong.scan()),
                                day()),
                        books);
    }

    private ScannedGoods goods(Movement m, Instead instead, Scan scan) {
        LotNumber lot = instead.lot() != null ? instead.lot() : m.item().lot();
        // without a lot the date tells goods apart
        return goods(m, instead, null, lot == null ? m.expiryDate() : null, null, scan);
    }

    private ScannedGoods goods(
            Movement m,
            Instead instead,
            @Nullable LocalDate productionDate,
            @Nullable LocalDate expiryDate,
            @Nullable Sscc container,
            Scan scan) {
        return ScannedGoods.of(
                or(instead.di(), m.item().di()),
                instead.lot() != null ? instead.lot() : m.item().lot(),
                instead.serial() != null ? instead.serial() : m.serial(),
                productionDate,
                expiryDate,
                or(instead.quantity(), m.quantity()),
                container,
                scan,
                day());
    }

    private Outcome inspection(GoodsInspected wrong, Instead instead) {
        List<SerialNumber> serials = or(instead.serials(), Mistaken.serials(wrong));
        int quantity =
                instead.quantity() != null
                        ? instead.quantity()
                        : serials.isEmpty() ? wrong.quantity() : serials.size();
        Outcome outcome =
                new InspectGoodsDecision()
                        .decide(
                                new InspectGoods(
                                        wrong.notice(),
                                        wrong.item().di(),
                                        wrong.item().lot(),
                                        new HashSet<>(serials),
                                        new InspectGoods.Where(
                                                only(wrong, m -> m.from().asLocation().id()),
                                                only(wrong, Movement::fromStatus),
                                                only(wrong, Movement::expiryDate)),
                                        or(instead.conclusion(), wrong.conclusion()),
                                        quantity,
                                        instead.reason() != null
                                                ? instead.reason()
                                                : wrong.reason()),
                                books);
        return outcome instanceof Outcome.Accepted(List<WarehouseEvent> events)
                ? new Outcome.Accepted(events.stream().map(this::atItsTime).toList())
                : outcome;
    }

    /// An inspection has no scan that says when it was.
    private WarehouseEvent atItsTime(WarehouseEvent event) {
        Instant happened = command.mistake().event().happenedAt();
        return event instanceof GoodsInspected inspected
                ? inspected.at(happened == null ? command.mistake().recordedAt() : happened)
                : event;
    }

    private static <T> @Nullable T only(
            GoodsInspected wrong, Function<Movement, @Nullable T> part) {
        List<Movement> movements = wrong.movements();
        T first = movements.isEmpty() ? null : part.apply(movements.getFirst());
        return movements.stream().allMatch(each -> Objects.equals(part.apply(each), first))
                ? first
                : null;
    }
}
