package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.rules.BinStock;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Labels;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.CountId;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import java.util.List;

/// Records a count beside what the log says at that very position (GSP Art 77); that of an empty
/// bin is 0. It moves nothing: the variance is a fact to be explained, or, where the count was
/// opened as a document, to be booked. A count that nobody opened is a name and nothing else,
/// unless it looks like one that somebody did.
public final class CountStockDecision implements Decision<CountStock> {

    @Override
    public Class<CountStock> commandType() {
        return CountStock.class;
    }

    @Override
    public Outcome decide(CountStock command, Books books) {
        Location here = command.location();
        if (books.open(SharedBooks.LOCATION, here).get(here) == null) {
            return Outcome.rejected(Known.unknownLocation(books, here));
        }
        Rejection nobody = command.owner() == null ? null : Known.refusal(books, command.owner());
        if (nobody != null) {
            return Outcome.rejected(nobody);
        }
        CountFile file = books.open(CountFile.BOOK, command.count());
        CountOpened opened = file.opened();
        if (opened != null) {
            Rejection refusal = Counting.refusal(file, opened, here);
            Counting counting =
                    new Counting(books, opened, command.owner(), here, command.countedBy());
            return refusal == null
                    ? Labels.counted(books, command.goods(), goods -> counting.all(List.of(goods)))
                    : Outcome.rejected(refusal);
        }
        List<CountId> near = CountsAlike.near(books, command.count(), here.warehouse());
        return near.isEmpty()
                ? Labels.counted(books, command.goods(), goods -> count(command, books, goods))
                : Outcome.rejected(new CountRejection.UnknownCount(command.count(), near));
    }

    private static Outcome count(CountStock command, Books books, Goods goods) {
        // a count stands beside all that is booked of the lot here, also where one piece was
        // scanned
        BinStock _ = BinStock.of(books, goods, command.location());
        Bin bin = Bin.open(books, command.location(), goods);
        EnterpriseId owner = command.owner();
        if (owner == null) {
            List<EnterpriseId> owners = bin.owners();
            if (owners.isEmpty()) {
                return Outcome.rejected(
                        new InventoryRejection.UnknownOwner(
                                goods.di(), goods.lot(), goods.serial(), command.location()));
            }
            if (owners.size() > 1) {
                return Outcome.rejected(bin.ambiguous(owners));
            }
            owner = owners.getFirst();
        }
        Rejection stranger = bin.notOwned(owner);
        if (stranger != null) {
            return Outcome.rejected(stranger);
        }
        return Outcome.accepted(
                new StockCounted(
                        command.count(),
                        goods.of(owner),
                        command.location(),
                        goods.quantity(),
                        bin.quantity(owner),
                        goods.scan()));
    }
}
