package io.lotline.core.inbound;

import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.SharedRejection.EmptyDocument;
import io.lotline.core.rules.SharedRejection.QuantityTooLarge;
import io.lotline.core.rules.SharedRejection.TooManyLines;
import io.lotline.core.rules.SharedRejection.UnknownDevice;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files a notice whose owner, supplier and devices are known and licensed. Lines that name a
/// package are kept in pieces of the device inside it.
public final class FileInboundNoticeDecision
        implements Decision<FileInboundNotice, FileInboundNoticeDecision.State> {
    static final int MAX_LINES = 1_000;

    @Override
    public Class<FileInboundNotice> commandType() {
        return FileInboundNotice.class;
    }

    @Override
    public Criteria boundary(FileInboundNotice command) {
        List<Criterion> parts = new ArrayList<>();
        parts.add(Boundaries.of(Tags.notice(command.notice())).types(InboundNoticeFiled.class));
        parts.add(Boundaries.enterprise(command.owner()));
        parts.add(Boundaries.enterprise(command.supplier()));
        command.lines().stream()
                .limit(MAX_LINES)
                .forEach(line -> parts.add(Boundaries.device(line.di())));
        return Boundaries.any(parts);
    }

    @Override
    public Criteria further(FileInboundNotice command, State state) {
        return Boundaries.any(
                command.lines().stream()
                        .limit(MAX_LINES)
                        .map(line -> Boundaries.device(state.devices().stockDi(line.di())))
                        .toList());
    }

    @Override
    public State initial(FileInboundNotice command) {
        return new State(null, Enterprises.NONE, Devices.NONE);
    }

    @Override
    public State evolve(State state, WarehouseEvent event) {
        return new State(
                event instanceof InboundNoticeFiled filed ? filed : state.filed(),
                state.enterprises().evolve(event),
                state.devices().evolve(event));
    }

    @Override
    public Outcome decide(FileInboundNotice command, State state) {
        if (command.lines().isEmpty()) {
            return Outcome.rejected(new EmptyDocument("inbound notice"));
        }
        if (command.lines().size() > MAX_LINES) {
            return Outcome.rejected(
                    new TooManyLines("inbound notice", command.lines().size(), MAX_LINES));
        }
        List<ExpectedLine> lines = new ArrayList<>();
        Rejection unknown = null;
        for (ExpectedLine line : command.lines()) {
            Pieces pieces = state.devices().pieces(line.di());
            long quantity = pieces == null ? line.quantity() : pieces.count() * line.quantity();
            if (pieces == null) {
                unknown = unknown == null ? new UnknownDevice(line.di()) : unknown;
            } else if (quantity > Quantity.MAX) {
                unknown = new QuantityTooLarge(line.di(), quantity, Quantity.MAX);
            } else {
                lines.add(
                        new ExpectedLine(
                                pieces.device().di(),
                                line.lot(),
                                line.expiryDate(),
                                (int) quantity));
            }
        }
        InboundNoticeFiled notice =
                new InboundNoticeFiled(
                        command.notice(),
                        command.owner(),
                        command.supplier(),
                        command.warehouse(),
                        lines);
        if (state.filed() != null) {
            return unknown == null && notice.equals(state.filed())
                    ? Outcome.accepted()
                    : Outcome.rejected(
                            new DocumentExists("inbound notice", command.notice().value()));
        }
        Rejection refusal =
                state.enterprises()
                        .refusal(command.owner(), EnterpriseRole.DEPOSITOR, command.today());
        if (refusal == null) {
            refusal =
                    state.enterprises()
                            .refusal(command.supplier(), EnterpriseRole.SUPPLIER, command.today());
        }
        if (refusal == null) {
            refusal = unknown;
        }
        return refusal == null ? Outcome.accepted(notice) : Outcome.rejected(refusal);
    }

    /// What is known of the document and of those it names.
    public record State(
            @Nullable InboundNoticeFiled filed, Enterprises enterprises, Devices devices) {}
}
