package io.lotline.core.access;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;

/// Why a key cannot be issued or revoked.
public sealed interface AccessRejection extends Rejection {

    record UnknownKey(KeyId key) implements AccessRejection {
        @Override
        public String message() {
            return "There is no key %s.\nMaybe its id is misspelt.".formatted(key);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /// Without any administrator nobody could issue a key again.
    record LastAdminKey(KeyId key) implements AccessRejection {
        @Override
        public String message() {
            return "Key %s is the last one of an administrator: without it nobody could issue or revoke keys.\nMaybe issue another key of role admin first."
                    .formatted(key);
        }
    }

    /// An enterprise's key sees what is the enterprise's, so it has to name one; no other key does.
    record EnterpriseMismatch(CallerRole role) implements AccessRejection {
        @Override
        public String message() {
            return role == CallerRole.ENTERPRISE
                    ? "A key of role ENTERPRISE names the enterprise that it acts for.\nMaybe the enterprise was left out."
                    : "A key of role %s acts for no enterprise.\nMaybe the role ENTERPRISE is meant."
                            .formatted(role);
        }
    }
}
