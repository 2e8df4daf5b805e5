package io.lotline.core.inbound;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import java.time.LocalDate;

/// Receives scanned goods against a notice and puts them down at `location`.
public record ReceiveGoods(NoticeId notice, Location location, ScannedGoods goods, LocalDate today)
        implements Command {}
