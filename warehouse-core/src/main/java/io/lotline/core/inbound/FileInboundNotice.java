package io.lotline.core.inbound;

import io.lotline.core.decision.Command;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;

/// Files an inbound notice. The document is immutable: the same again changes nothing.
public record FileInboundNotice(
        NoticeId notice,
        EnterpriseId owner,
        EnterpriseId supplier,
        WarehouseId warehouse,
        List<ExpectedLine> lines,
        LocalDate today)
        implements Command {
    public FileInboundNotice {
        lines = List.copyOf(lines);
    }
}
