package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.inventory.Bin.Owner;
import io.lotline.core.inventory.Bin.Unclear;
import io.lotline.core.rules.FiledNotice;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Labels;
import io.lotline.core.rules.Labels.Announcement;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a step says of whose goods it means: the notice that they came under, the owner, both or
/// neither.
///
/// @param notice null where none is named
/// @param owner  the named one, or that of the notice; null where neither is named
record Claim(
        @Nullable InboundNoticeFiled notice,
        @Nullable EnterpriseId owner,
        Announcement announcement) {

    /// Takes the step with what is claimed, or says why that cannot be.
    static Outcome checked(
            Books books,
            @Nullable NoticeId named,
            @Nullable EnterpriseId owner,
            Location from,
            Function<Claim, Outcome> step) {
        Rejection nobody = owner == null ? null : Known.refusal(books, owner);
        if (nobody != null) {
            return Outcome.rejected(nobody);
        }
        if (named == null) {
            return step.apply(new Claim(null, owner, Announcement.NONE));
        }
        FiledNotice filed = books.open(SharedBooks.NOTICE, named);
        InboundNoticeFiled notice = filed.document();
        if (notice == null) {
            return Outcome.rejected(new UnknownNotice(named));
        }
        if (owner != null && !owner.equals(notice.owner())) {
            return Outcome.rejected(
                    new InventoryRejection.OwnerNotOfNotice(named, notice.owner(), owner));
        }
        if (!notice.warehouse().equals(from.warehouse())) {
            return Outcome.rejected(
                    new WrongLocation(
                            from,
                            null,
                            "Notice %s is not for warehouse %s".formatted(named, from.warehouse()),
                            "another notice was meant"));
        }
        return step.apply(new Claim(notice, notice.owner(), filed));
    }

    /// Takes the scanned goods out of a bin, once it is clear which they are and whose.
    Outcome take(Books books, Location from, ScannedGoods scanned, Taking taking) {
        return Labels.taken(
                books,
                from,
                scanned,
                announcement,
                goods -> {
                    Rejection other = refusal(goods);
                    if (other != null) {
                        return Outcome.rejected(other);
                    }
                    Bin bin = Bin.open(books, from, goods);
                    return switch (bin.whose(owner)) {
                        case Unclear(Rejection reason) -> Outcome.rejected(reason);
                        case Owner(EnterpriseId known) -> taking.take(bin, known);
                    };
                });
    }

    /// What is done with an owner's goods in a bin.
    interface Taking {
        Outcome take(Bin bin, EnterpriseId owner);
    }

    /// Why the goods are not what is claimed: the notice announces others. Null if they can be.
    private @Nullable Rejection refusal(Goods goods) {
        return notice == null ? null : FiledNotice.unannounced(notice, goods.di(), goods.lot());
    }
}
