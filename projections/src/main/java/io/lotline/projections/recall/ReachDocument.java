package io.lotline.projections.recall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is kept of goods for the case that they are recalled, in one of five forms: the sums of one
/// owner's goods of a lot; how much of these lies in a location; how much is on its way out, for an
/// order or on a vehicle; what a consignee has of them; what came back from consignees, by the
/// log's positions. Of a single piece one document has the first four.
///
/// @param goods    whose sums they are; null but for sums
/// @param serial   of which piece; null for a lot's sums
/// @param places   where a piece lies
/// @param underway where a piece is on its way out
/// @param handed   to whom a piece was handed
/// @param quantity in a location, or on its way out
/// @param consigned to a consignee
/// @param returned [ReturnSums] of one level and block
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ReachDocument(
        @Nullable StockItem goods,
        @Nullable SerialNumber serial,
        @Nullable Sums sums,
        List<Placed> places,
        List<Underway> underway,
        List<Consigned> handed,
        @Nullable Long quantity,
        @Nullable Handed consigned,
        Map<Integer, Long> returned) {

    ReachDocument {
        places = List.copyOf(Objects.requireNonNullElse(places, List.of()));
        underway = List.copyOf(Objects.requireNonNullElse(underway, List.of()));
        handed = List.copyOf(Objects.requireNonNullElse(handed, List.of()));
        returned = new TreeMap<>(Objects.requireNonNullElse(returned, Map.of()));
    }

    /// Quantities of goods, in pieces.
    record Sums(long received, long located, long picked, long onBoard, long delivered, long back) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        /// What was received and is nowhere any more: destroyed, or lost.
        long ended() {
            return received - located - picked - onBoard - (delivered - back);
        }

        Sums plus(Sums more) {
            return new Sums(
                    received + more.received,
                    located + more.located,
                    picked + more.picked,
                    onBoard + more.onBoard,
                    delivered + more.delivered,
                    back + more.back);
        }
    }

    /// Quantities of goods and one consignee, in pieces.
    ///
    /// @param onBoard   on vehicles to it
    /// @param delivered handed to it, ever
    /// @param back      came back from it, ever
    record Handed(long onBoard, long delivered, long back) {
        static final Handed NOTHING = new Handed(0, 0, 0);

        Handed plus(Handed more) {
            return new Handed(onBoard + more.onBoard, delivered + more.delivered, back + more.back);
        }
    }

    /// A piece in a location.
    record Placed(Location at, long quantity) {}

    /// A piece that is picked for an order, or on a vehicle.
    record Underway(Place at, long quantity) {}

    /// A piece and a consignee.
    record Consigned(EnterpriseId to, Handed handed) {}

    static ReachDocument ofLot(StockItem goods, Sums sums) {
        return new ReachDocument(
                goods, null, sums, List.of(), List.of(), List.of(), null, null, Map.of());
    }

    static ReachDocument ofPiece(
            StockItem goods,
            SerialNumber serial,
            Sums sums,
            Map<Location, Long> places,
            Map<Place, Long> underway,
            Map<EnterpriseId, Handed> handed) {
        return new ReachDocument(
                goods,
                serial,
                sums,
                placed(places),
                onItsWay(underway),
                consigned(handed),
                null,
                null,
                Map.of());
    }

    /// In a location, or on its way out.
    static ReachDocument there(long quantity) {
        return new ReachDocument(
                null, null, null, List.of(), List.of(), List.of(), quantity, null, Map.of());
    }

    static ReachDocument consigned(Handed handed) {
        return new ReachDocument(
                null, null, null, List.of(), List.of(), List.of(), null, handed, Map.of());
    }

    static ReachDocument returned(int slot, long quantity) {
        return new ReachDocument(
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                Map.of(slot, quantity));
    }

    /// Stored for the index: the tag of the lot or the piece whose sums these are; else nothing.
    @JsonProperty("of")
    public @Nullable String of() {
        if (goods == null) {
            return null;
        }
        return serial == null ? of(goods) : Tags.serial(goods.di(), serial).toString();
    }

    static String of(StockItem goods) {
        return Tags.lot(goods.di(), goods.lot()).toString();
    }

    /// What was and what came of an event, together.
    ReachDocument plus(ReachDocument more) {
        return new ReachDocument(
                goods,
                serial,
                sums == null || more.sums == null ? sums : sums.plus(more.sums),
                plusPlaces(more.places),
                plusUnderway(more.underway),
                plusHanded(more.handed),
                quantity == null || more.quantity == null
                        ? quantity
                        : nothing(quantity + more.quantity),
                consigned == null || more.consigned == null
                        ? consigned
                        : consigned.plus(more.consigned),
                plusReturned(more.returned));
    }

    private static @Nullable Long nothing(long quantity) {
        return quantity == 0 ? null : quantity;
    }

    private List<Placed> plusPlaces(List<Placed> more) {
        Map<Location, Long> sum = new LinkedHashMap<>();
        places.forEach(each -> sum.merge(each.at(), each.quantity(), Long::sum));
        more.forEach(each -> sum.merge(each.at(), each.quantity(), Long::sum));
        return placed(sum);
    }

    private static List<Placed> placed(Map<Location, Long> places) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> new Placed(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<Underway> plusUnderway(List<Underway> more) {
        Map<Place, Long> sum = new LinkedHashMap<>();
        underway.forEach(each -> sum.merge(each.at(), each.quantity(), Long::sum));
        more.forEach(each -> sum.merge(each.at(), each.quantity(), Long::sum));
        return onItsWay(sum);
    }

    private static List<Underway> onItsWay(Map<Place, Long> places) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> new Underway(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<Consigned> plusHanded(List<Consigned> more) {
        Map<EnterpriseId, Handed> sum = new LinkedHashMap<>();
        handed.forEach(each -> sum.merge(each.to(), each.handed(), Handed::plus));
        more.forEach(each -> sum.merge(each.to(), each.handed(), Handed::plus));
        return consigned(sum);
    }

    private static List<Consigned> consigned(Map<EnterpriseId, Handed> handed) {
        return handed.entrySet().stream()
                .map(entry -> new Consigned(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<Integer, Long> plusReturned(Map<Integer, Long> more) {
        Map<Integer, Long> sum = new TreeMap<>(returned);
        more.forEach((slot, quantity) -> sum.merge(slot, quantity, Long::sum));
        return sum;
    }

    /// Whether nothing is left that anybody could ask for.
    boolean isEmpty() {
        return goods == null && quantity == null && consigned == null && returned.isEmpty();
    }
}
