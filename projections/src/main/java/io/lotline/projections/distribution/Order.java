package io.lotline.projections.distribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An order and how far each of its lines is.
public record Order(
        OrderId orderId,
        EnterpriseId owner,
        EnterpriseId consignee,
        WarehouseId warehouse,
        State state,
        List<Line> lines,
        Instant placed,
        Instant changed) {

    public Order {
        lines = List.copyOf(lines);
    }

    /// How far an order is.
    public enum State {
        PLACED,
        PARTIALLY_ALLOCATED,
        ALLOCATED,
        PICKING,
        PICKED,
        CHECKED,
        SHIPPED,
        DELIVERED
    }

    /// A line; all counts are of the whole order so far.
    ///
    /// @param allocated promised to the line, whether picked meanwhile or not
    /// @param picked    taken out of bins and not put back
    /// @param checked   of those, checked by a second scan
    /// @param shipped   left with a shipment
    /// @param delivered signed for
    /// @param returned  came back from the consignee
    /// @param short_    could not be promised at the last allocation
    public record Line(
            LineId lineId,
            Di di,
            @Nullable Integer minimumRemainingDays,
            int ordered,
            int allocated,
            int picked,
            int checked,
            int shipped,
            int delivered,
            int returned,
            @JsonProperty("short") int short_) {

        Line allocating(int more) {
            return with(allocated + more, picked, checked, shipped, delivered, returned, short_);
        }

        Line lacking(int missing) {
            return with(allocated, picked, checked, shipped, delivered, returned, missing);
        }

        Line picking(int more) {
            int now = picked + more;
            return with(
                    allocated, now, Math.min(checked, now), shipped, delivered, returned, short_);
        }

        Line checking(int more) {
            return with(allocated, picked, checked + more, shipped, delivered, returned, short_);
        }

        Line shipping(int more) {
            return with(allocated, picked, checked, shipped + more, delivered, returned, short_);
        }

        Line delivering(int more) {
            return with(allocated, picked, checked, shipped, delivered + more, returned, short_);
        }

        Line returning(int more) {
            return with(allocated, picked, checked, shipped, delivered, returned + more, short_);
        }

        private Line with(
                int allocatedNow,
                int pickedNow,
                int checkedNow,
                int shippedNow,
                int deliveredNow,
                int returnedNow,
                int shortNow) {
            return new Line(
                    lineId,
                    di,
                    minimumRemainingDays,
                    ordered,
                    allocatedNow,
                    pickedNow,
                    checkedNow,
                    shippedNow,
                    deliveredNow,
                    returnedNow,
                    shortNow);
        }
    }

    Order changing(LineId line, UnaryOperator<Line> change) {
        return changingAll(each -> each.lineId().equals(line) ? change.apply(each) : each);
    }

    Order changingAll(UnaryOperator<Line> change) {
        List<Line> changedLines = new ArrayList<>(lines.size());
        lines.forEach(line -> changedLines.add(change.apply(line)));
        return new Order(
                orderId,
                owner,
                consignee,
                warehouse,
                stateOf(changedLines),
                changedLines,
                placed,
                changed);
    }

    Order changedAt(Instant at) {
        return new Order(orderId, owner, consignee, warehouse, state, lines, placed, at);
    }

    /// The state as its lines have it. What could not be promised does not hold an order up.
    private static State stateOf(List<Line> lines) {
        int allocated = lines.stream().mapToInt(Line::allocated).sum();
        int picked = lines.stream().mapToInt(Line::picked).sum();
        int shipped = lines.stream().mapToInt(Line::shipped).sum();
        if (shipped > 0 && shipped >= picked) {
            return lines.stream().allMatch(line -> line.delivered() >= line.shipped())
                    ? State.DELIVERED
                    : State.SHIPPED;
        }
        if (picked > 0) {
            if (lines.stream().anyMatch(line -> line.picked() < line.ordered() - line.short_())) {
                return State.PICKING;
            }
            return lines.stream().allMatch(line -> line.checked() >= line.picked())
                    ? State.CHECKED
                    : State.PICKED;
        }
        if (allocated == 0) {
            return State.PLACED;
        }
        return lines.stream().allMatch(line -> line.allocated() >= line.ordered())
                ? State.ALLOCATED
                : State.PARTIALLY_ALLOCATED;
    }
}
