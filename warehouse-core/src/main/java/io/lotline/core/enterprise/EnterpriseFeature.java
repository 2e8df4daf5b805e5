package io.lotline.core.enterprise;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import io.lotline.core.rules.GlnHolders;
import java.util.List;

/// What enterprise brings.
public final class EnterpriseFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(new RegisterEnterpriseDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(GlnHolders.BOOK);
    }
}
