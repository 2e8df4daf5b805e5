package io.lotline.core.charging;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What charging brings.
public final class ChargingFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(new DefineTariffDecision(), new IssueStatementDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(KnownTariff.BOOK, Tariffs.BOOK, IssuedStatement.BOOK);
    }
}
