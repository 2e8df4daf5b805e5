package io.lotline.core.axon;

import io.lotline.core.access.IssueKeyDecision;
import io.lotline.core.access.RecordLookUpDecision;
import io.lotline.core.access.RevokeKeyDecision;
import io.lotline.core.catalogue.RegisterDeviceDecision;
import io.lotline.core.decision.Decision;
import io.lotline.core.enterprise.RegisterEnterpriseDecision;
import io.lotline.core.inventory.DefineLocationDecision;
import io.lotline.core.inventory.HoldStockDecision;
import io.lotline.core.inventory.ReleaseHoldDecision;
import io.lotline.core.recall.CloseRecallDecision;
import io.lotline.core.recall.StartRecallDecision;
import java.util.List;

/// Every decision of every feature.
public final class Decisions {
    private Decisions() {}

    public static List<Decision<?, ?>> all() {
        return List.of(
                // access
                new IssueKeyDecision(),
                new RevokeKeyDecision(),
                new RecordLookUpDecision(),
                // master data
                new RegisterEnterpriseDecision(),
                new RegisterDeviceDecision(),
                new DefineLocationDecision(),
                // inventory
                new HoldStockDecision(),
                new ReleaseHoldDecision(),
                // recall
                new StartRecallDecision(),
                new CloseRecallDecision());
    }
}
