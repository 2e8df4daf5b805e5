package io.lotline.core.inbound;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.QualityStatus;
import java.util.ArrayList;
import java.util.List;

/// Concludes on goods of a notice where they lie (GSP Art 65): first those that wait since their
/// receipt, then those that came back. Pieces with serial numbers are concluded upon in the order
/// of their receipt.
public final class InspectGoodsDecision implements Decision<InspectGoods> {

    @Override
    public Class<InspectGoods> commandType() {
        return InspectGoods.class;
    }

    @Override
    public Outcome decide(InspectGoods command, Books books) {
        InboundNoticeFiled notice = books.open(SharedBooks.NOTICE, command.notice()).document();
        if (notice == null) {
            return Outcome.rejected(new UnknownNotice(command.notice()));
        }
        StockItem item = new StockItem(notice.owner(), command.di(), command.lot());
        Waiting waiting =
                books.open(
                        Waiting.BOOK, new Waiting.Lot(command.notice(), notice.warehouse(), item));
        long there = waiting.quantity();
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
                            (int) there,
                            command.quantity()));
        }
        QualityStatus status =
                switch (command.conclusion()) {
                    case QUALIFIED -> QualityStatus.QUALIFIED;
                    case NON_CONFORMING -> QualityStatus.NON_CONFORMING;
                };
        List<Movement> movements = new ArrayList<>();
        for (Part part : waiting.first(command.quantity())) {
            movements.add(part.cell().to(part.cell().place(), status, part.quantity()));
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
}
