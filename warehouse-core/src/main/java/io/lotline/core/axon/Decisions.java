package io.lotline.core.axon;

import io.lotline.core.access.IssueKeyDecision;
import io.lotline.core.access.RecordLookUpDecision;
import io.lotline.core.access.RevokeKeyDecision;
import io.lotline.core.catalogue.RegisterDeviceDecision;
import io.lotline.core.decision.Decision;
import io.lotline.core.distribution.AllocateOrderDecision;
import io.lotline.core.distribution.CheckItemDecision;
import io.lotline.core.distribution.DeliverShipmentDecision;
import io.lotline.core.distribution.DispatchShipmentDecision;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PackItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.distribution.PlanShipmentDecision;
import io.lotline.core.distribution.PlanWaveDecision;
import io.lotline.core.distribution.ReturnGoodsDecision;
import io.lotline.core.distribution.UnloadItemDecision;
import io.lotline.core.enterprise.RegisterEnterpriseDecision;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.CountStockDecision;
import io.lotline.core.inventory.DefineLocationDecision;
import io.lotline.core.inventory.HoldStockDecision;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.inventory.ReleaseHoldDecision;
import io.lotline.core.recall.CloseRecallDecision;
import io.lotline.core.recall.StartRecallDecision;
import java.util.List;

/// Every decision of every feature.
public final class Decisions {
    private static final List<Decision<?, ?>> ALL =
            List.of(
                    // access
                    new IssueKeyDecision(),
                    new RevokeKeyDecision(),
                    new RecordLookUpDecision(),
                    // enterprise
                    new RegisterEnterpriseDecision(),
                    // catalogue
                    new RegisterDeviceDecision(),
                    // inbound
                    new FileInboundNoticeDecision(),
                    new ReceiveGoodsDecision(),
                    new InspectGoodsDecision(),
                    // inventory
                    new DefineLocationDecision(),
                    new PutAwayGoodsDecision(),
                    new MoveGoodsDecision(),
                    new CountStockDecision(),
                    new HoldStockDecision(),
                    new ReleaseHoldDecision(),
                    // distribution
                    new PlaceOrderDecision(),
                    new AllocateOrderDecision(),
                    new PlanWaveDecision(),
                    new PickItemDecision(),
                    new CheckItemDecision(),
                    new PackItemDecision(),
                    new PlanShipmentDecision(),
                    new LoadItemDecision(),
                    new UnloadItemDecision(),
                    new DispatchShipmentDecision(),
                    new DeliverShipmentDecision(),
                    new ReturnGoodsDecision(),
                    // recall
                    new StartRecallDecision(),
                    new CloseRecallDecision());

    private Decisions() {}

    public static List<Decision<?, ?>> all() {
        return ALL;
    }
}
