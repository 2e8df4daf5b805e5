package io.lotline.core.correction;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What corrections bring.
public final class CorrectionFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(new CorrectEventDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(
                CorrectionFile.BY_ID,
                CorrectionFile.BY_POSITION,
                Followed.BOOK,
                Followed.Departed.BOOK);
    }
}
