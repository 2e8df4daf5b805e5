package io.lotline.core.access;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.values.CallerRole;

/// A key that was issued can be revoked, for good; but one administrator's key always remains, also
/// where two administrators revoke each other's at once.
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
        if (key.revoked()) {
            return Outcome.accepted();
        }
        if (key.issued().role() == CallerRole.ADMIN
                && books.open(KeysOfRole.BOOK, CallerRole.ADMIN).good().size() == 1) {
            return Outcome.rejected(new AccessRejection.LastAdminKey(command.key()));
        }
        return Outcome.accepted(new KeyRevoked(command.key()));
    }
}
