package io.lotline.projections.insight;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What was done on one day, by one owner's goods or by all.
///
/// @param date  the day in the park's time zone, as text
/// @param hours what was done in each hour of the day; `00` to `23`
public record Activity(
        String date,
        int receipts,
        long receivedQuantity,
        int picks,
        long pickedQuantity,
        int dispatches,
        long dispatchedQuantity,
        int deliveries,
        int holds,
        int recalls,
        Map<String, Hour> hours) {

    public Activity {
        hours = Map.copyOf(hours);
    }

    /// The quantities of one hour.
    public record Hour(long received, long picked, long dispatched) {
        static final Hour NONE = new Hour(0, 0, 0);
    }

    static Activity none(String date) {
        return new Activity(date, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
    }

    Activity received(long quantity, String hour) {
        return new Activity(
                date,
                receipts + 1,
                receivedQuantity + quantity,
                picks,
                pickedQuantity,
                dispatches,
                dispatchedQuantity,
                deliveries,
                holds,
                recalls,
                in(hour, h -> new Hour(h.received() + quantity, h.picked(), h.dispatched())));
    }

    Activity picked(long quantity, String hour) {
        return new Activity(
                date,
                receipts,
                receivedQuantity,
                picks + 1,
                pickedQuantity + quantity,
                dispatches,
                dispatchedQuantity,
                deliveries,
                holds,
                recalls,
                in(hour, h -> new Hour(h.received(), h.picked() + quantity, h.dispatched())));
    }

    Activity dispatched(long quantity, String hour) {
        return new Activity(
                date,
                receipts,
                receivedQuantity,
                picks,
                pickedQuantity,
                dispatches + 1,
                dispatchedQuantity + quantity,
                deliveries,
                holds,
                recalls,
                in(hour, h -> new Hour(h.received(), h.picked(), h.dispatched() + quantity)));
    }

    Activity delivered() {
        return stopped(1, 0, 0);
    }

    Activity held() {
        return stopped(0, 1, 0);
    }

    Activity recalled() {
        return stopped(0, 0, 1);
    }

    private Activity stopped(int moreDeliveries, int moreHolds, int moreRecalls) {
        return new Activity(
                date,
                receipts,
                receivedQuantity,
                picks,
                pickedQuantity,
                dispatches,
                dispatchedQuantity,
                deliveries + moreDeliveries,
                holds + moreHolds,
                recalls + moreRecalls,
                hours);
    }

    private Map<String, Hour> in(String hour, UnaryOperator<Hour> change) {
        Map<String, Hour> changed = new TreeMap<>(hours);
        changed.put(hour, change.apply(hours.getOrDefault(hour, Hour.NONE)));
        return changed;
    }
}
