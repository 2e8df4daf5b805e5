package io.lotline.core.inbound;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.rules.FiledDocument.Line;
import io.lotline.core.rules.FiledDocument.Party;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseRole;
import java.util.ArrayList;
import java.util.List;

/// Files a notice whose owner, supplier and devices are known and licensed. Lines that name a
/// package are kept in pieces of the device inside it.
public final class FileInboundNoticeDecision
        implements FoldedDecision<FileInboundNotice, FiledDocument<InboundNoticeFiled>> {
    @Override
    public Class<FileInboundNotice> commandType() {
        return FileInboundNotice.class;
    }

    @Override
    public Criteria boundary(FileInboundNotice command) {
        return FiledDocument.boundary(
                Boundaries.of(Tags.notice(command.notice())).types(InboundNoticeFiled.class),
                List.of(command.owner(), command.supplier()),
                devices(command));
    }

    @Override
    public Criteria further(FileInboundNotice command, FiledDocument<InboundNoticeFiled> state) {
        return state.further(devices(command));
    }

    private static List<Di> devices(FileInboundNotice command) {
        return command.lines().stream().map(ExpectedLine::di).toList();
    }

    @Override
    public FiledDocument<InboundNoticeFiled> initial(FileInboundNotice command) {
        return FiledDocument.unread(InboundNoticeFiled.class);
    }

    @Override
    public FiledDocument<InboundNoticeFiled> evolve(
            FiledDocument<InboundNoticeFiled> state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(FileInboundNotice command, FiledDocument<InboundNoticeFiled> state) {
        Rejection wrongSize = FiledDocument.wrongSize("inbound notice", command.lines().size());
        if (wrongSize != null) {
            return Outcome.rejected(wrongSize);
        }
        List<ExpectedLine> lines = new ArrayList<>();
        Rejection wrongLine = null;
        for (ExpectedLine line : command.lines()) {
            Line pieces = state.line(line.di(), line.quantity());
            wrongLine = wrongLine == null ? pieces.wrong() : wrongLine;
            lines.add(
                    new ExpectedLine(
                            pieces.di(), line.lot(), line.expiryDate(), pieces.quantity()));
        }
        return state.file(
                "inbound notice",
                command.notice().value(),
                new InboundNoticeFiled(
                        command.notice(),
                        command.owner(),
                        command.supplier(),
                        command.warehouse(),
                        lines),
                wrongLine,
                List.of(
                        new Party(command.owner(), EnterpriseRole.DEPOSITOR),
                        new Party(command.supplier(), EnterpriseRole.SUPPLIER)),
                command.today());
    }
}
