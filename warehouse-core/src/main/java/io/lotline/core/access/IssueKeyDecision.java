package io.lotline.core.access;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Known;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.WarehouseId;
import org.jspecify.annotations.Nullable;

/// A key is issued once, for an enterprise and warehouses that exist. A revoked key never comes back.
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
            Rejection unknown = unknown(command, books);
            return unknown == null ? Outcome.accepted(issued) : Outcome.rejected(unknown);
        }
        return issued.equals(key.issued()) && !key.revoked()
                ? Outcome.accepted()
                : Outcome.rejected(new DocumentExists("key", command.key().value()));
    }

    /// A key of an enterprise or a warehouse that nobody knows could do nothing, or too much when
    /// one of that name comes.
    private static @Nullable Rejection unknown(IssueKey command, Books books) {
        Rejection refusal =
                command.enterprise() == null ? null : Known.refusal(books, command.enterprise());
        for (WarehouseId warehouse : command.warehouses()) {
            refusal = refusal == null ? Known.refusal(books, warehouse) : refusal;
        }
        return refusal;
    }
}
