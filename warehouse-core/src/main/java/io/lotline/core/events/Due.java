package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.Di;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Work that an event leaves to somebody, or spares somebody. It is made of the event's own fields
/// whenever it is asked for, and never stored.
///
/// Any event may say so: its item is then listed, claimed and resolved like every other.
///
/// @param item      of what an event leaves the subject's own id; while it is open, the same again
///     is the same item
/// @param effect    what it does to the item
/// @param quantity  how many pieces, or how often
/// @param document  what it belongs to
/// @param di        whose device, where it is of one
/// @param what      in words; null where the kind says all
public record Due(
        WorkItemId item,
        WorkKind kind,
        Effect effect,
        WarehouseId warehouse,
        int quantity,
        @Nullable Document document,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable String what) {
    /// So many lines are named; the order itself has them all.
    private static final int MOST_LINES = 20;

    /// What an event does to an item.
    public enum Effect {
        /// so much is to be done from now on; nothing any more for 0
        IS,
        /// so much more is to be done
        MORE,
        /// so much less is to be done
        LESS;

        /// How much is to be done after it.
        public int after(int before, int quantity) {
            return switch (this) {
                case IS -> quantity;
                case MORE -> before + quantity;
                case LESS -> Math.max(0, before - quantity);
            };
        }
    }

    /// Goods of an order that nobody wants any more, and that lie outside of their bins.
    static Due putBack(OrderId order, WarehouseId warehouse, Effect effect, int quantity) {
        return ofOrder(WorkKind.PUT_BACK, "put-back-", order, warehouse, effect, quantity, null);
    }

    /// Pieces that an order was promised and does not get.
    ///
    /// @param lines of which lines so many are short
    static Due brokenPromise(
            OrderId order,
            WarehouseId warehouse,
            Effect effect,
            int quantity,
            @Nullable String lines) {
        return ofOrder(
                WorkKind.BROKEN_PROMISE, "promises-", order, warehouse, effect, quantity, lines);
    }

    /// How many pieces of which lines, such as `1: 5, 2: 3`; null for none.
    static <T> @Nullable String lines(
            List<T> parts, Function<T, LineId> line, ToIntFunction<T> quantity) {
        Map<LineId, Integer> sums = new LinkedHashMap<>();
        parts.forEach(
                part -> sums.merge(line.apply(part), quantity.applyAsInt(part), Integer::sum));
        return sums.isEmpty()
                ? null
                : sums.entrySet().stream()
                        .limit(MOST_LINES)
                        .map(sum -> sum.getKey() + ": " + sum.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static Due ofOrder(
            WorkKind kind,
            String prefix,
            OrderId order,
            WarehouseId warehouse,
            Effect effect,
            int quantity,
            @Nullable String what) {
        return new Due(
                new WorkItemId(prefix + order),
                kind,
                effect,
                warehouse,
                quantity,
                Document.of(order),
                null,
                null,
                null,
                what);
    }

    /// The tags of an event, and those of the work that it leaves or spares.
    static Set<Tag> tagged(Set<Tag> tags, List<Due> due) {
        Set<Tag> all = new LinkedHashSet<>(tags);
        due.forEach(each -> all.add(Tags.work(each.item().subject())));
        return all;
    }
}
