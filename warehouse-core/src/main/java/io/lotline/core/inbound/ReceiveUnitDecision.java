package io.lotline.core.inbound;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Receives what the notice announces in a unit, each of its goods by the rule of single pieces,
/// and all of them or none.
public final class ReceiveUnitDecision implements Decision<ReceiveUnit> {
    private final ReceiveGoodsDecision receiving = new ReceiveGoodsDecision();

    @Override
    public Class<ReceiveUnit> commandType() {
        return ReceiveUnit.class;
    }

    @Override
    public Outcome decide(ReceiveUnit command, Books books) {
        InboundNoticeFiled notice = books.open(Receipts.BOOK, command.notice()).notice();
        if (notice == null) {
            return Outcome.rejected(new UnknownNotice(command.notice()));
        }
        Map<Kind, Integer> goods = new LinkedHashMap<>();
        for (ExpectedLine line : notice.lines()) {
            if (command.unit().sscc().equals(line.sscc())) {
                add(goods, line);
            }
        }
        if (goods.isEmpty()) {
            return Outcome.rejected(new SharedRejection.UnknownUnit(command.unit().sscc()));
        }
        Kind first = goods.keySet().iterator().next();
        LogisticUnit unit = books.open(LogisticUnit.BOOK, command.unit().sscc());
        if (unit.notice() != null && !unit.isFree(command.unit().today())) {
            return Outcome.rejected(
                    new InboundRejection.UnitAlreadyReceived(
                            command.unit().sscc(), unit.notice(), first.di(), first.lot()));
        }
        WholeUnit.ahead(books, pieces(goods));
        List<WholeUnit.Turn> turns = new ArrayList<>();
        goods.forEach(
                (kind, quantity) ->
                        turns.add(
                                meanwhile ->
                                        receiving.decide(
                                                receipt(command, kind, quantity), meanwhile)));
        return WholeUnit.inTurn(books, turns);
    }

    /// Goods of a line that are all the same.
    private record Kind(
            Di di,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiryDate,
            @Nullable SerialNumber serial) {}

    private static List<Piece> pieces(Map<Kind, Integer> goods) {
        List<Piece> pieces = new ArrayList<>();
        for (Kind kind : goods.keySet()) {
            if (kind.serial() != null) {
                pieces.add(new Piece(kind.di(), kind.serial()));
            }
        }
        return pieces;
    }

    private static void add(Map<Kind, Integer> goods, ExpectedLine line) {
        if (line.serials() == null) {
            goods.merge(
                    new Kind(line.di(), line.lot(), line.expiryDate(), null),
                    line.quantity(),
                    Integer::sum);
            return;
        }
        for (SerialNumber serial : line.serials()) {
            goods.put(new Kind(line.di(), line.lot(), line.expiryDate(), serial), 1);
        }
    }

    private static ReceiveGoods receipt(ReceiveUnit command, Kind kind, int quantity) {
        return new ReceiveGoods(
                command.notice(),
                command.location(),
                new ScannedGoods(
                        kind.di(),
                        List.of(
                                new LabelReading(
                                        kind.lot(),
                                        kind.serial(),
                                        null,
                                        kind.expiryDate(),
                                        null,
                                        command.unit().sscc())),
                        quantity,
                        null,
                        command.unit().scan(),
                        command.unit().today(),
                        command.unit().oldest()),
                command.unit().today());
    }
}
