package io.lotline.api.distribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.Shortage;
import io.lotline.core.values.Di;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.distribution.Order;
import io.lotline.projections.distribution.PickItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was promised to an order, line by line, and what could not be.
record AllocatedOrder(List<Line> lines) {

    /// @param short_ how many pieces could not be promised
    record Line(LineId lineId, Di di, List<Part> allocations, @JsonProperty("short") int short_) {}

    /// A quantity of one lot in one bin.
    ///
    /// @param serial the very piece that is promised, where pieces have serial numbers
    record Part(
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            LocationId location,
            int quantity) {
        static Part of(PickItem item) {
            return new Part(
                    item.lot(),
                    item.serial(),
                    item.expiryDate(),
                    item.location(),
                    item.quantity());
        }
    }

    static AllocatedOrder of(Done done) {
        Map<LineId, Line> lines = new LinkedHashMap<>();
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof OrderAllocated allocated) {
                allocated.allocations().forEach(part -> add(lines, part));
                allocated.shortages().forEach(part -> add(lines, part));
            }
        }
        return new AllocatedOrder(List.copyOf(lines.values()));
    }

    static AllocatedOrder of(Order order, List<PickItem> open) {
        Map<LineId, List<Part>> parts =
                open.stream()
                        .collect(
                                Collectors.groupingBy(
                                        PickItem::lineId,
                                        Collectors.mapping(Part::of, Collectors.toList())));
        return new AllocatedOrder(
                order.lines().stream()
                        .map(
                                line ->
                                        new Line(
                                                line.lineId(),
                                                line.di(),
                                                parts.getOrDefault(line.lineId(), List.of()),
                                                line.short_()))
                        .toList());
    }

    private static void add(Map<LineId, Line> lines, Allocation part) {
        Line line =
                lines.computeIfAbsent(
                        part.lineId(), id -> new Line(id, part.item().di(), new ArrayList<>(), 0));
        line.allocations()
                .add(
                        new Part(
                                part.item().lot(),
                                part.serial(),
                                part.expiryDate(),
                                part.location().id(),
                                part.quantity()));
    }

    private static void add(Map<LineId, Line> lines, Shortage part) {
        lines.merge(
                part.lineId(),
                new Line(part.lineId(), part.di(), new ArrayList<>(), part.quantity()),
                (line, shortage) ->
                        new Line(line.lineId(), line.di(), line.allocations(), shortage.short_()));
    }
}
