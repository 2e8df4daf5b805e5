package io.lotline.core.access;

import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.values.CallerRole;

/// A key is issued once. A revoked key never comes back.
public final class IssueKeyDecision implements Decision<IssueKey, IssuedKey> {

    @Override
    public Class<IssueKey> commandType() {
        return IssueKey.class;
    }

    @Override
    public Criteria boundary(IssueKey command) {
        return IssuedKey.boundary(command.key());
    }

    @Override
    public IssuedKey initial(IssueKey command) {
        return IssuedKey.unknown(command.key());
    }

    @Override
    public IssuedKey evolve(IssuedKey state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(IssueKey command, IssuedKey state) {
        if ((command.role() == CallerRole.ENTERPRISE) != (command.enterprise() != null)) {
            return Outcome.rejected(new AccessRejection.EnterpriseMismatch(command.role()));
        }
        KeyIssued issued =
                new KeyIssued(
                        command.key(),
                        command.label(),
                        command.role(),
                        command.enterprise(),
                        command.warehouses(),
                        command.secretHash());
        if (state.issued() == null) {
            return Outcome.accepted(issued);
        }
        return issued.equals(state.issued()) && !state.revoked()
                ? Outcome.accepted()
                : Outcome.rejected(new DocumentExists("key", command.key().value()));
    }
}
