package io.lotline.core.access;

import io.lotline.core.decision.Command;
import io.lotline.core.values.KeyId;
import org.jspecify.annotations.Nullable;

/// Records what a regulator looked up.
public record RecordLookUp(KeyId key, String path, @Nullable String query) implements Command {}
