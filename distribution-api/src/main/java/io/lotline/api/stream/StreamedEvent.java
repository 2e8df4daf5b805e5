package io.lotline.api.stream;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Malformed;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.Document;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.Step;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An event as one who may see it is told of it.
///
/// @param documents  what it belongs to
/// @param goods      the first of the goods that it is about, as far as the caller may see them
/// @param goodsCount how many of them there are
/// @param remark     a reason, a signature, or what else it says in words
/// @param actor      the id of the key by which it was caused; missing for an enterprise
record StreamedEvent(
        long position,
        Instant at,
        String event,
        List<Document> documents,
        @Nullable Sscc container,
        List<Goods> goods,
        int goodsCount,
        @Nullable String remark,
        @Nullable String actor) {
    /// So many goods are told; a pallet has ten thousand.
    private static final int TOLD = 100;

    /// Goods and what became of them.
    record Goods(
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int quantity,
            @Nullable Place from,
            Place at,
            @Nullable QualityStatus status) {
        static Goods of(Step.Goods goods) {
            return new Goods(
                    goods.item().owner(),
                    goods.item().di(),
                    goods.item().lot(),
                    goods.serial(),
                    goods.expiryDate(),
                    goods.quantity(),
                    goods.from(),
                    goods.at(),
                    goods.status());
        }
    }

    private static final SortedSet<String> NAMES =
            EventCatalogue.types().stream()
                    .map(StreamedEvent::nameOf)
                    .collect(Collectors.toCollection(TreeSet::new));

    /// Ends the request unless these are names of events.
    static void mustBe(List<String> events) {
        for (String event : events) {
            if (!NAMES.contains(event)) {
                throw Malformed.field(
                        "events",
                        "There is no event '%s': there are %s."
                                .formatted(event, String.join(", ", NAMES)));
            }
        }
    }

    /// What an event is called.
    static String nameOf(Class<? extends WarehouseEvent> type) {
        String stored = EventCatalogue.nameOf(type);
        return stored.substring(stored.indexOf('.') + 1);
    }

    /// The event as this caller may see it; null where it may not.
    ///
    /// @param concerned whether what an event stops are goods of the caller's
    static @Nullable StreamedEvent of(
            Recorded recorded, Caller caller, Predicate<Step.Stop> concerned) {
        WarehouseEvent event = recorded.event();
        Step step = event.step();
        boolean all = caller.role() == CallerRole.REGULATOR || caller.role() == CallerRole.ADMIN;
        if (event instanceof AccessEvent && !all) {
            return null;
        }
        List<Step.Goods> goods =
                all
                        ? step.goods()
                        : step.goods().stream().filter(each -> isFor(caller, each)).toList();
        if (!all && goods.isEmpty() && !isForAll(caller, step, concerned)) {
            return null;
        }
        return new StreamedEvent(
                recorded.position(),
                recorded.at(),
                nameOf(event.getClass()),
                Stream.concat(
                                step.documents().stream(),
                                goods.stream().flatMap(each -> each.documents().stream()))
                        .distinct()
                        .limit(TOLD)
                        .toList(),
                step.container(),
                goods.stream().limit(TOLD).map(Goods::of).toList(),
                goods.size(),
                step.remark(),
                caller.enterprise() == null ? recorded.actor() : null);
    }

    private static boolean isFor(Caller caller, Step.Goods goods) {
        return caller.sees(goods.item().owner())
                && (caller.warehouses().isEmpty()
                        || isIn(caller, goods.from())
                        || isIn(caller, goods.at()));
    }

    private static boolean isIn(Caller caller, @Nullable Place place) {
        return place != null
                && place.kind() == Place.Kind.LOCATION
                && caller.worksIn(place.asLocation().warehouse());
    }

    /// Of events without goods that it may see: an enterprise those that name it as the owner, and
    /// what stops its goods; staff of warehouses what was scanned there, and what stops goods.
    private static boolean isForAll(Caller caller, Step step, Predicate<Step.Stop> concerned) {
        if (step.stop() != null) {
            return concerned.test(step.stop());
        }
        EnterpriseId enterprise = caller.enterprise();
        if (enterprise != null) {
            return step.goods().isEmpty()
                    && step.parties().contains(new Step.Party(Step.Party.Role.OWNER, enterprise));
        }
        return caller.warehouses().isEmpty()
                || step.scan() != null
                        && step.scan().warehouse() != null
                        && caller.worksIn(step.scan().warehouse());
    }
}
