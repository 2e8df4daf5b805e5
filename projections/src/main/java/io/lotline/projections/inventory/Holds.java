package io.lotline.projections.inventory;

import io.lotline.core.values.Di;
import io.lotline.core.values.HoldId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about holds.
public final class Holds {
    private final Documents<Hold> documents;

    public Holds(Documents<Hold> documents) {
        this.documents = documents;
    }

    public Optional<Hold> find(HoldId hold) {
        return documents.find(hold.value());
    }

    /// @param open only those that stand; else all
    public Page<Hold> find(@Nullable Di di, boolean open, @Nullable String after, int limit) {
        Where where = Where.ALL.is("di", di);
        return documents.find(open ? where.hasNot("released") : where, after, limit);
    }
}
