package io.lotline.core.inbound;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.rules.FiledNotice;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Labels;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SerialFile;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.SharedRejection.ExpiryConflict;
import io.lotline.core.rules.SharedRejection.LotExpired;
import io.lotline.core.rules.SharedRejection.SerialAlreadyInStock;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lets goods in that are announced, whole on their label and new to the warehouse (GSP Art 60 to
/// 63). Lots on hold or under recall are let in as well: they are located and stay stopped.
public final class ReceiveGoodsDecision implements Decision<ReceiveGoods> {

    @Override
    public Class<ReceiveGoods> commandType() {
        return ReceiveGoods.class;
    }

    @Override
    public Outcome decide(ReceiveGoods command, Books books) {
        Receipts receipts = books.open(Receipts.BOOK, command.notice());
        InboundNoticeFiled notice = receipts.notice();
        if (notice == null) {
            return Outcome.rejected(new UnknownNotice(command.notice()));
        }
        Location here = command.location();
        if (!here.warehouse().equals(notice.warehouse())) {
            Rejection unknown = Known.refusal(books, here.warehouse());
            return Outcome.rejected(
                    unknown != null
                            ? unknown
                            : new WrongLocation(
                                    here,
                                    null,
                                    "Notice %s is not for warehouse %s"
                                            .formatted(notice.notice(), here.warehouse()),
                                    "the goods have to go on to another warehouse"));
        }
        LocationDefined location = books.open(SharedBooks.LOCATION, here).get(here);
        if (location == null) {
            return Outcome.rejected(Known.unknownLocation(books, here));
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
        return Labels.read(
                books,
                command.goods(),
                true,
                receipts,
                goods -> receive(command, books, receipts, notice, location, goods));
    }

    private static Outcome receive(
            ReceiveGoods command,
            Books books,
            Receipts receipts,
            InboundNoticeFiled notice,
            LocationDefined location,
            Goods goods) {
        LotOfDevice lot = new LotOfDevice(goods.di(), goods.lot());
        Rejection refusal =
                receipts.announces(lot)
                        ? null
                        : FiledNotice.unannounced(notice, goods.di(), goods.lot());
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        LocalDate known =
                goods.lot() == null
                        ? null
                        : Labels.known(books, goods.di(), goods.lot()).expiryDate();
        // a lot has one expiry date, also where this label leaves it out
        LocalDate expiry = goods.expiryDate() != null ? goods.expiryDate() : known;
        refusal = expiry(command, receipts, goods, lot, expiry);
        if (refusal == null) {
            refusal = elsewhere(books, goods);
        }
        if (refusal == null) {
            refusal = unit(command, books, goods);
        }
        if (refusal == null) {
            refusal = overReceipt(receipts, notice, goods, lot);
        }
        if (refusal == null) {
            refusal = Locations.unfit(location, goods.device());
        }
        if (refusal == null) {
            refusal = Locations.full(books, location, goods.quantity());
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
                                expiry,
                                goods.quantity(),
                                Place.supplier(notice.supplier()),
                                Place.location(command.location()),
                                QualityStatus.PENDING_INSPECTION),
                        goods.productionDate(),
                        goods.container(),
                        goods.scan()));
    }

    private static @Nullable Rejection expiry(
            ReceiveGoods command,
            Receipts receipts,
            Goods goods,
            LotOfDevice lot,
            @Nullable LocalDate expiry) {
        if (expiry == null) {
            return null;
        }
        if (LotStanding.expired(expiry, command.today())) {
            return new LotExpired(goods.di(), goods.lot(), expiry, command.today());
        }
        LocalDate announced = receipts.expiryDate(lot);
        if (announced != null && !announced.equals(expiry)) {
            return new ExpiryConflict(goods.di(), goods.lot(), announced, expiry, "the notice");
        }
        return null;
    }

    /// A piece comes from its supplier once, and again only after it went back to him.
    private static @Nullable Rejection elsewhere(Books books, Goods goods) {
        SerialNumber serial = goods.serial();
        if (serial == null) {
            return null;
        }
        SerialFile file = books.open(SharedBooks.SERIAL, new Piece(goods.di(), serial));
        if (file.cell() == null) {
            return null;
        }
        Place place = file.cell().place();
        return switch (place.kind()) {
            case LOCATION, ORDER, VEHICLE -> new SerialAlreadyInStock(goods.di(), serial, place);
            case CONSIGNEE ->
                    new InboundRejection.SerialWithConsignee(
                            goods.di(), serial, new EnterpriseId(place.id()), file.order());
            case LOST ->
                    new InboundRejection.SerialLost(
                            goods.di(), serial, new WarehouseId(place.id()), file.left());
            case DESTROYED ->
                    new InboundRejection.SerialDestroyed(
                            goods.di(), serial, new WarehouseId(place.id()));
            case SUPPLIER -> null;
        };
    }

    /// A unit comes once, and its content counts once.
    private static @Nullable Rejection unit(ReceiveGoods command, Books books, Goods goods) {
        Sscc sscc = goods.container();
        if (sscc == null) {
            return null;
        }
        LogisticUnit unit = books.open(LogisticUnit.BOOK, sscc);
        if (unit.isFree(command.today())) {
            return null;
        }
        if (!unit.orders().isEmpty()) {
            return new InboundRejection.UnitPackedHere(sscc, unit.orders().getFirst());
        }
        NoticeId notice = unit.notice();
        return notice != null
                        && (!notice.equals(command.notice())
                                || goods.serial() == null
                                        && unit.received()
                                                .contains(
                                                        new LogisticUnit.Content(
                                                                goods.di(), goods.lot())))
                ? new InboundRejection.UnitAlreadyReceived(sscc, notice, goods.di(), goods.lot())
                : unusable(command, sscc, unit);
    }

    /// More goods come in a unit as long as it stands where it is received.
    private static @Nullable Rejection unusable(
            ReceiveGoods command, Sscc sscc, LogisticUnit unit) {
        if (unit.state() == UnitState.ENDED) {
            return new SharedRejection.UnitEnded(sscc, unit.ended());
        }
        Place here = Place.location(command.location());
        return unit.state() == null || here.equals(unit.place())
                ? null
                : new SharedRejection.UnitElsewhere(
                        sscc, unit.state(), Objects.requireNonNullElse(unit.place(), here));
    }

    private static @Nullable Rejection overReceipt(
            Receipts receipts, InboundNoticeFiled notice, Goods goods, LotOfDevice lot) {
        long expected = receipts.expected(lot);
        long received = receipts.received(lot);
        return received + goods.quantity() <= expected
                ? null
                : new InboundRejection.OverReceipt(
                        notice.notice(),
                        goods.di(),
                        goods.lot(),
                        (int) Math.min(expected, Integer.MAX_VALUE),
                        (int) Math.min(received, Integer.MAX_VALUE),
                        goods.quantity());
    }
}
