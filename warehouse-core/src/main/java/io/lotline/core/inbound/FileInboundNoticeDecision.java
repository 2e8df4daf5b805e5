package io.lotline.core.inbound;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.rules.FiledDocument.Line;
import io.lotline.core.rules.FiledDocument.Party;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.KnownLot;
import io.lotline.core.rules.Labels;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedRejection.ExpiryConflict;
import io.lotline.core.rules.SharedRejection.ProductionAfterExpiry;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files a notice whose owner, supplier and devices are known and licensed. Lines that name a
/// package are kept in pieces of the device inside it.
public final class FileInboundNoticeDecision implements Decision<FileInboundNotice> {

    @Override
    public Class<FileInboundNotice> commandType() {
        return FileInboundNotice.class;
    }

    @Override
    public Outcome decide(FileInboundNotice command, Books books) {
        Rejection wrongSize = FiledDocument.wrongSize("inbound notice", command.lines().size());
        if (wrongSize != null) {
            return Outcome.rejected(wrongSize);
        }
        Devices devices =
                Devices.reading(books, command.lines().stream().map(ExpectedLine::di).toList());
        List<ExpectedLine> lines = new ArrayList<>();
        Rejection wrongLine = null;
        for (ExpectedLine line : command.lines()) {
            Line pieces = FiledDocument.line(devices, line.di(), line.quantity());
            Rejection wrong = pieces.wrong();
            if (wrong == null && line.lot() != null) {
                wrong = Known.misspelt(line.di(), "lot", line.lot().value());
            }
            if (wrong == null && line.serials() != null) {
                wrong = miscounted(pieces.di(), pieces.quantity(), line.serials());
            }
            wrongLine = wrongLine == null ? wrong : wrongLine;
            lines.add(
                    new ExpectedLine(
                            pieces.di(),
                            line.lot(),
                            line.expiryDate(),
                            pieces.quantity(),
                            line.sscc(),
                            line.serials()));
        }
        InboundNoticeFiled filed = books.open(SharedBooks.NOTICE, command.notice()).document();
        if (filed == null && wrongLine == null) {
            wrongLine = contradiction(books, lines);
        }
        return FiledDocument.file(
                books,
                new DocumentExists("inbound notice", command.notice().value()),
                command.warehouse(),
                new InboundNoticeFiled(
                        command.notice(),
                        command.owner(),
                        command.supplier(),
                        command.warehouse(),
                        lines),
                filed,
                wrongLine,
                List.of(
                        new Party(command.owner(), EnterpriseRole.DEPOSITOR),
                        new Party(command.supplier(), EnterpriseRole.SUPPLIER)),
                command.today());
    }

    /// Pieces that are announced by their serial numbers are as many as there are numbers.
    private static @Nullable Rejection miscounted(Di di, int quantity, List<SerialNumber> serials) {
        int different = new HashSet<>(serials).size();
        return different == quantity && serials.size() == quantity
                ? null
                : new InboundRejection.SerialsMiscounted(di, quantity, different);
    }

    /// A lot has one expiry date: that of the notice's other lines, and of what came of it before.
    private static @Nullable Rejection contradiction(Books books, List<ExpectedLine> lines) {
        Map<KnownLot.Key, LocalDate> said = new LinkedHashMap<>();
        for (ExpectedLine line : lines) {
            LocalDate expiry = line.expiryDate();
            if (line.lot() == null || expiry == null) {
                continue;
            }
            LocalDate before = said.putIfAbsent(new KnownLot.Key(line.di(), line.lot()), expiry);
            if (before != null && !before.equals(expiry)) {
                return new ExpiryConflict(
                        line.di(), line.lot(), before, expiry, "another line of the notice");
            }
        }
        for (Map.Entry<KnownLot.Key, KnownLot> lot :
                Labels.known(books, said.keySet()).entrySet()) {
            KnownLot.Key key = lot.getKey();
            LocalDate expiry = said.get(key);
            LocalDate known = lot.getValue().expiryDate();
            LocalDate produced = lot.getValue().productionDate();
            if (known != null && expiry != null && !known.equals(expiry)) {
                return new ExpiryConflict(key.di(), key.lot(), known, expiry, "earlier receipts");
            }
            if (produced != null && expiry != null && produced.isAfter(expiry)) {
                return new ProductionAfterExpiry(key.di(), key.lot(), produced, expiry);
            }
        }
        return null;
    }
}
