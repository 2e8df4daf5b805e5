package io.lotline.core.access;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.AccessEvent.KeyRevoked;

/// A key that was issued can be revoked, for good.
public final class RevokeKeyDecision implements Decision<RevokeKey> {

    @Override
    public Class<RevokeKey> commandType() {
        return RevokeKey.class;
    }

    @Override
    public Outcome decide(RevokeKey command, Books books) {
        IssuedKey key = books.open(IssuedKey.BOOK, command.key());
        if (key.issued() == null) {
            return Outcome.rejected(new AccessRejection.UnknownKey(command.key()));
        }
        return key.revoked() ? Outcome.accepted() : Outcome.accepted(new KeyRevoked(command.key()));
    }
}
