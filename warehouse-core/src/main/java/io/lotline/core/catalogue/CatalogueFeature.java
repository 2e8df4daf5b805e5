package io.lotline.core.catalogue;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What catalogue brings.
public final class CatalogueFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(new RegisterDeviceDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(UseOfDevice.BOOK);
    }
}
