package io.lotline.projections.distribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An order and how far each of its lines is.
///
/// @param revision which form of its document it is: 1 as it was placed, one more with every
///     amendment and cancellation
public record Order(
        OrderId orderId,
        EnterpriseId owner,
        EnterpriseId consignee,
        WarehouseId warehouse,
        State state,
        List<Line> lines,
        int revision,
        Instant placed,
        Instant changed) {

    public Order {
        lines = List.copyOf(lines);
        // what was kept before there were revisions is as it was placed
        revision = Math.max(1, revision);
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
        DELIVERED,
        /// All that left was refused at the door.
        REFUSED,
        CANCELLED
    }

    /// A line; all counts are of the whole order so far.
    ///
    /// @param ordered   wanted now, what has left included
    /// @param cancelled not wanted any more
    /// @param allocated stock that is the line's: promised to it and not yet picked, or picked and
    ///     still wanted; whichever goods were picked in place of promised ones
    /// @param picked    taken out of bins and not put back
    /// @param checked   of those, checked by a second scan
    /// @param shipped   left with a shipment
    /// @param delivered signed for
    /// @param refused   not taken at the door
    /// @param toBringBack of those, still on the vehicle
    /// @param returned  came back from the consignee
    /// @param toPutBack picked and not wanted any more
    /// @param short_    could not be promised at the last allocation
    public record Line(
            LineId lineId,
            Di di,
            @Nullable Integer minimumRemainingDays,
            int ordered,
            int cancelled,
            int allocated,
            int picked,
            int checked,
            int shipped,
            int delivered,
            int refused,
            int toBringBack,
            int returned,
            int toPutBack,
            @JsonProperty("short") int short_) {

        static Line of(OrderLine line) {
            return new Line(
                    line.lineId(),
                    line.di(),
                    line.minimumRemainingDays(),
                    line.quantity(),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0);
        }

        /// The same goods for another form of the line.
        Line wanting(OrderLine line) {
            return new Line(
                            lineId,
                            line.di(),
                            line.minimumRemainingDays(),
                            line.quantity(),
                            cancelled,
                            allocated,
                            picked,
                            checked,
                            shipped,
                            delivered,
                            refused,
                            toBringBack,
                            returned,
                            toPutBack,
                            0)
                    .lacking(0);
        }

        Line cancelling(int more) {
            return new Line(
                            lineId,
                            di,
                            minimumRemainingDays,
                            ordered - more,
                            cancelled + more,
                            allocated,
                            picked,
                            checked,
                            shipped,
                            delivered,
                            refused,
                            toBringBack,
                            returned,
                            toPutBack,
                            0)
                    .lacking(0);
        }

        Line allocating(int more) {
            return with(promised() + more, picked, checked, shipped, delivered, returned, short_);
        }

        Line lacking(int missing) {
            return with(promised(), picked, checked, shipped, delivered, returned, missing);
        }

        Line picking(int more) {
            int now = picked + more;
            return with(
                    promised(), now, Math.min(checked, now), shipped, delivered, returned, short_);
        }

        Line checking(int more) {
            return with(promised(), picked, checked + more, shipped, delivered, returned, short_);
        }

        Line shipping(int more) {
            return with(promised(), picked, checked, shipped + more, delivered, returned, short_);
        }

        Line delivering(int more) {
            return with(promised(), picked, checked, shipped, delivered + more, returned, short_);
        }

        /// @param more refused now, or, with a negative number, brought back now
        Line refusing(int more) {
            return new Line(
                    lineId,
                    di,
                    minimumRemainingDays,
                    ordered,
                    cancelled,
                    allocated,
                    picked,
                    checked,
                    shipped,
                    delivered,
                    refused + Math.max(0, more),
                    toBringBack + more,
                    returned,
                    toPutBack,
                    short_);
        }

        Line returning(int more) {
            return with(promised(), picked, checked, shipped, delivered, returned + more, short_);
        }

        /// What is promised to the line and not yet picked.
        private int promised() {
            return allocated - picked + toPutBack;
        }

        /// Whether all that is wanted is picked, as far as it was not known to be short.
        private boolean complete() {
            return picked >= ordered - short_;
        }

        private Line with(
                int promisedNow,
                int pickedNow,
                int checkedNow,
                int shippedNow,
                int deliveredNow,
                int returnedNow,
                int shortNow) {
            int unwanted = Math.max(0, pickedNow - Math.max(ordered, shippedNow));
            return new Line(
                    lineId,
                    di,
                    minimumRemainingDays,
                    ordered,
                    cancelled,
                    promisedNow + pickedNow - unwanted,
                    pickedNow,
                    checkedNow,
                    shippedNow,
                    deliveredNow,
                    refused,
                    toBringBack,
                    returnedNow,
                    unwanted,
                    shortNow);
        }
    }

    Order changing(LineId line, UnaryOperator<Line> change) {
        return changingAll(each -> each.lineId().equals(line) ? change.apply(each) : each);
    }

    Order changingAll(UnaryOperator<Line> change) {
        List<Line> changedLines = new ArrayList<>(lines.size());
        lines.forEach(line -> changedLines.add(change.apply(line)));
        return with(consignee, changedLines, revision);
    }

    /// Another form of its document. Lines that it does not name any more stay as long as goods of
    /// theirs are known.
    Order amended(OrderAmended event) {
        Map<LineId, Line> before = new LinkedHashMap<>();
        lines.forEach(line -> before.put(line.lineId(), line));
        List<Line> now = new ArrayList<>();
        for (OrderLine line : event.lines()) {
            Line was = before.remove(line.lineId());
            now.add(was == null ? Line.of(line) : was.wanting(line));
        }
        for (Line line : before.values()) {
            if (line.picked() > 0 || line.cancelled() > 0) {
                now.add(line.cancelling(line.ordered()));
            }
        }
        return with(event.consignee(), now, event.revision());
    }

    Order revised(int now) {
        return with(consignee, lines, now);
    }

    private Order with(EnterpriseId nowFor, List<Line> nowLines, int nowRevision) {
        return new Order(
                orderId,
                owner,
                nowFor,
                warehouse,
                stateOf(nowLines),
                nowLines,
                nowRevision,
                placed,
                changed);
    }

    Order changedAt(Instant at) {
        return new Order(orderId, owner, consignee, warehouse, state, lines, revision, placed, at);
    }

    /// The state as its lines have it. What could not be promised does not hold an order up, and
    /// what is only to be put back is none of it.
    private static State stateOf(List<Line> all) {
        List<Line> lines = all.stream().filter(line -> line.ordered() > 0).toList();
        if (lines.isEmpty()) {
            return State.CANCELLED;
        }
        int allocated = lines.stream().mapToInt(Line::allocated).sum();
        int picked = lines.stream().mapToInt(line -> line.picked() - line.toPutBack()).sum();
        int shipped = lines.stream().mapToInt(Line::shipped).sum();
        if (shipped > 0 && shipped >= picked && lines.stream().allMatch(Line::complete)) {
            if (!lines.stream()
                    .allMatch(line -> line.delivered() + line.refused() >= line.shipped())) {
                return State.SHIPPED;
            }
            return lines.stream().anyMatch(line -> line.delivered() > 0)
                    ? State.DELIVERED
                    : State.REFUSED;
        }
        if (picked > 0) {
            if (!lines.stream().allMatch(Line::complete)) {
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
