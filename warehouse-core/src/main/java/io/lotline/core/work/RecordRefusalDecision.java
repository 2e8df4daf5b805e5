package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.FiledNotice;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WorkItemId;
import org.jspecify.annotations.Nullable;

/// A refusal is an event once for each scan and problem of an item; the same again is only counted.
/// It belongs to the open item about the same label, task and document, or begins one: also where
/// the same scan was refused before, and that item ended. What was accepted meanwhile leaves no
/// work.
public final class RecordRefusalDecision implements Decision<RecordRefusal> {
    /// The scan with this id was accepted, and this is another one.
    private static final String OTHER_SCAN = "idempotency-key-reused";

    @Override
    public Class<RecordRefusal> commandType() {
        return RecordRefusal.class;
    }

    @Override
    public Outcome decide(RecordRefusal command, Books books) {
        Attempted read = command.attempted();
        Attempted attempted = inPieces(books, read).of(supplier(books, read));
        String scanId = command.evidence().scanId();
        String problem = command.refusal().type();
        WorkFile file = books.open(WorkFile.BOOK, command.subject());
        AcceptedScan accepted =
                books.open(AcceptedScan.BOOK, new ScanKey(attempted.operator(), scanId));
        if (accepted.done() && !problem.equals(OTHER_SCAN)) {
            return Outcome.rejected(new WorkRejection.ScanOnFile(scanId));
        }
        WorkItemId last = file.item();
        if (last != null
                && file.isOpen()
                && (file.isFull() || file.knows(attempted.operator(), scanId, problem))) {
            return Outcome.rejected(new WorkRejection.RefusalOnFile(last, attempted));
        }
        return Outcome.accepted(
                new ScanRefused(
                        last != null && file.isOpen()
                                ? last
                                : WorkItemId.of(command.at(), command.subject()),
                        KindOfRefusal.of(problem),
                        attempted,
                        command.refusal(),
                        command.evidence()));
    }

    /// Under the device's own DI its pieces are counted, also where a carton's label was read.
    private static Attempted inPieces(Books books, Attempted read) {
        Di di = read.di();
        Pieces pieces = di == null ? null : Devices.reading(books, di).pieces(di);
        return pieces == null ? read : read.of(pieces.device().di(), pieces.of(read.quantity()));
    }

    /// Goods come from the supplier of the notice under which they come.
    private static @Nullable EnterpriseId supplier(Books books, Attempted attempted) {
        if (!attempted.task().equals("receive") || attempted.reference() == null) {
            return null;
        }
        NoticeId notice;
        try {
            notice = new NoticeId(attempted.reference());
        } catch (MalformedValue _) {
            return null;
        }
        FiledNotice filed = books.open(SharedBooks.NOTICE, notice);
        return filed.document() == null ? null : filed.document().supplier();
    }
}
