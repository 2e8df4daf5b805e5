package io.lotline.core.access;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What access brings.
public final class AccessFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(new IssueKeyDecision(), new RevokeKeyDecision(), new RecordLookUpDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(IssuedKey.BOOK, KeysOfRole.BOOK);
    }
}
