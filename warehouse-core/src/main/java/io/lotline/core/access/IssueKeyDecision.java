package io.lotline.core.access;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.values.CallerRole;

/// A key is issued once. A revoked key never comes back.
public final class IssueKeyDecision implements Decision<IssueKey> {

    @Override
    public Class<IssueKey> commandType() {
        return IssueKey.class;
    }

    @Override
    public Outcome decide(IssueKey command, Books books) {
        if ((command.role() == CallerRole.ENTERPRISE) != (command.enterprise() != null)) {
            return Outcome.rejected(new AccessRejection.EnterpriseMismatch(command.role()));
        }
        IssuedKey key = books.open(IssuedKey.BOOK, command.key());
        KeyIssued issued =
                new KeyIssued(
                        command.key(),
                        command.label(),
                        command.role(),
                        command.enterprise(),
                        command.warehouses(),
                        command.secretHash());
        if (key.issued() == null) {
            return Outcome.accepted(issued);
        }
        return issued.equals(key.issued()) && !key.revoked()
                ? Outcome.accepted()
                : Outcome.rejected(new DocumentExists("key", command.key().value()));
    }
}
