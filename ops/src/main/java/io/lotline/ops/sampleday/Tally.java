package io.lotline.ops.sampleday;

import io.lotline.ops.sampleday.Day.Pick;
import io.lotline.ops.sampleday.DayPlan.Order;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the day did, counted as it goes.
final class Tally {
    private int notices;
    private int orders;
    private int adjusted;
    private int scans;
    private int received;
    private int rejected;
    private int dispatched;
    private int tookBack;
    private int missing;
    private final Set<String> ordersSent = new TreeSet<>();
    private final Set<String> ordersDelivered = new TreeSet<>();
    private final Map<String, Integer> refusals = new TreeMap<>();

    synchronized void announced() {
        notices++;
    }

    synchronized void ordered() {
        orders++;
    }

    synchronized void adjusted() {
        adjusted++;
    }

    synchronized int notices() {
        return notices;
    }

    synchronized int orders() {
        return orders;
    }

    synchronized int adjustments() {
        return adjusted;
    }

    synchronized void scanned() {
        scans++;
    }

    synchronized void received(int pieces) {
        received += pieces;
    }

    synchronized void rejected(int pieces) {
        rejected += pieces;
    }

    synchronized void dispatched(Pick pick, boolean willBeDelivered) {
        dispatched += pick.quantity();
        ordersSent.add(pick.order().id());
        if (willBeDelivered) {
            ordersDelivered.add(pick.order().id());
        }
    }

    synchronized void tookBack(int pieces) {
        tookBack += pieces;
    }

    synchronized void shortOf(int pieces) {
        missing += pieces;
    }

    synchronized void refused(String problem) {
        refusals.merge(problem, 1, Integer::sum);
    }

    synchronized boolean isDelivered(Order order) {
        return ordersDelivered.contains(order.id());
    }

    synchronized int scans() {
        return scans;
    }

    synchronized int piecesReceived() {
        return received;
    }

    synchronized int piecesRejected() {
        return rejected;
    }

    synchronized int piecesDispatched() {
        return dispatched;
    }

    synchronized int piecesTakenBack() {
        return tookBack;
    }

    synchronized int piecesMissing() {
        return missing;
    }

    synchronized int ordersSent() {
        return ordersSent.size();
    }

    synchronized int ordersDelivered() {
        return ordersDelivered.size();
    }

    synchronized Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }
}
