package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.FiledDocument;
import io.lotline.core.rules.FiledDocument.Line;
import io.lotline.core.values.Di;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lines of an order's document, in pieces of the devices inside the packages that they name.
///
/// @param devices those that are known
/// @param wrong   why the first line that cannot stand cannot; null where all can
record OrderLines(
        List<OrderLine> lines, List<DeviceRegistered> devices, @Nullable Rejection wrong) {

    static OrderLines reading(Books books, OrderId order, List<OrderLine> named) {
        List<Di> dis = named.stream().map(OrderLine::di).toList();
        Devices devices = Devices.reading(books, dis);
        List<OrderLine> lines = new ArrayList<>();
        Set<LineId> lineIds = new HashSet<>();
        Rejection wrongLine = null;
        for (OrderLine line : named) {
            Line pieces = FiledDocument.line(devices, line.di(), line.quantity());
            Rejection wrong =
                    lineIds.add(line.lineId())
                            ? pieces.wrong()
                            : new DistributionRejection.DuplicateLine(order, line.lineId());
            wrongLine = wrongLine == null ? wrong : wrongLine;
            lines.add(
                    new OrderLine(
                            line.lineId(),
                            pieces.di(),
                            pieces.quantity(),
                            line.minimumRemainingDays()));
        }
        return new OrderLines(lines, devices.devices(dis), wrongLine);
    }
}
