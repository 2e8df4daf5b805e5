package io.lotline.core.work;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import io.lotline.core.decision.Sequel;
import java.util.List;

/// What work items bring.
public final class WorkFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(
                new RecordRefusalDecision(),
                new CountRefusalsDecision(),
                new ClaimWorkItemDecision(),
                new ReleaseWorkItemDecision(),
                new ResolveWorkItemDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(WorkFile.BOOK, AcceptedScan.BOOK, RefusedScan.BOOK);
    }

    @Override
    public List<Sequel> sequels() {
        return List.of(new SettledByScan(), new LateScans());
    }
}
