package io.lotline.core.access;

import io.lotline.core.decision.Command;
import io.lotline.core.values.KeyId;

/// Revokes a key.
public record RevokeKey(KeyId key) implements Command {}
