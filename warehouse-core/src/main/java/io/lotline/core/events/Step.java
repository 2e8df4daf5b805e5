package io.lotline.core.events;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What an event says of itself to everyone who only tells of it: traces, EPCIS, counts of a day.
/// It is made of the event's own fields whenever it is asked for, and is never stored. Whoever
/// tells of events is written against steps, so that a new type of event is told of from its first
/// day.
///
/// @param bizStep     what was done to goods; null for events that are no step of goods
/// @param disposition the state that it leaves them in; null where their quality status says it
/// @param way         which way it leads
/// @param documents   those that all of it belongs to
/// @param parties     the enterprises that the event names itself; owners of goods stand with them
/// @param goods       what it was done to
/// @param movements   the stock that it moved, or whose quality status it changed
/// @param container   the logistic unit that the goods came in, or went into
/// @param stop        what it stops or frees
/// @param scan        its evidence; null where there was no scan
/// @param remark      a reason, a signature, or what else the event says in words
/// @param corrects    the event that it declares wrong and undoes
/// @param happened    when it was, by the clock of who did it; null where it was recorded then
public record Step(
        @Nullable BizStep bizStep,
        @Nullable Disposition disposition,
        Way way,
        List<Document> documents,
        List<Party> parties,
        List<Goods> goods,
        List<Movement> movements,
        @Nullable Sscc container,
        @Nullable Stop stop,
        @Nullable Scan scan,
        @Nullable String remark,
        @Nullable Corrects corrects,
        @Nullable Instant happened) {
    /// The step of events that concern no goods.
    public static final Step NONE = new Step(null, null, Way.WITHIN);

    /// Which way a step leads.
    public enum Way {
        IN,
        WITHIN,
        OUT
    }

    /// An enterprise and its part in a step.
    public record Party(Role role, EnterpriseId enterprise) {
        /// The parts that enterprises have.
        public enum Role {
            OWNER,
            SUPPLIER,
            CONSIGNEE,
            CARRIER
        }
    }

    /// Goods and what became of them.
    ///
    /// @param productionDate where the step tells it
    /// @param expiryDate     where the step tells it
    /// @param quantity       0 where a count found none
    /// @param booked         what the log said where they were counted
    /// @param from           where they came from; null where they stayed where they are
    /// @param at             where they were afterwards
    /// @param status         their recorded quality status afterwards; null where it is not told
    /// @param consignee      who they are for, where they are handed over
    /// @param documents      those that these goods belong to, before those of the whole step
    public record Goods(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate productionDate,
            @Nullable LocalDate expiryDate,
            int quantity,
            @Nullable Integer booked,
            @Nullable Place from,
            Place at,
            @Nullable QualityStatus status,
            @Nullable EnterpriseId consignee,
            List<Document> documents) {
        public Goods {
            documents = List.copyOf(documents);
        }

        /// Goods that were moved.
        public static Goods of(Movement m) {
            return new Goods(
                    m.item(),
                    m.serial(),
                    null,
                    m.expiryDate(),
                    m.quantity(),
                    null,
                    m.from(),
                    m.to(),
                    m.toStatus(),
                    null,
                    List.of());
        }

        /// Goods that were looked at, or packed, where they are.
        public static Goods staying(
                StockItem item, @Nullable SerialNumber serial, int quantity, Place at) {
            return new Goods(
                    item, serial, null, null, quantity, null, null, at, null, null, List.of());
        }

        /// Counted goods.
        public static Goods counted(StockItem item, int counted, int booked, Place at) {
            return counted(item, null, counted, booked, at);
        }

        /// The same, where they have a serial number, or where what is booked is not told.
        public static Goods counted(
                StockItem item,
                @Nullable SerialNumber serial,
                int counted,
                @Nullable Integer booked,
                Place at) {
            return new Goods(
                    item, serial, null, null, counted, booked, null, at, null, null, List.of());
        }

        /// The same, produced on a day.
        public Goods producedOn(@Nullable LocalDate day) {
            return new Goods(
                    item,
                    serial,
                    day,
                    expiryDate,
                    quantity,
                    booked,
                    from,
                    at,
                    status,
                    consignee,
                    documents);
        }

        /// The same, belonging to these documents.
        public Goods under(List<Document> more) {
            return new Goods(
                    item,
                    serial,
                    productionDate,
                    expiryDate,
                    quantity,
                    booked,
                    from,
                    at,
                    status,
                    consignee,
                    more);
        }

        /// Whether they changed their place, or their status.
        public boolean isMoved() {
            return from != null;
        }

        public boolean isFrom(Place.Kind kind) {
            return from != null && from.kind() == kind;
        }

        public boolean isAt(Place.Kind kind) {
            return at.kind() == kind;
        }
    }

    /// What a step stops or frees.
    public record Stop(Effect effect, Coverage goods) {
        /// What it does to the goods.
        public enum Effect {
            /// they are stopped from now on
            STOPS,
            /// the matter is closed, and they stay stopped
            CLOSES,
            /// it was a mistake, or has ended, and stops them no longer
            FREES,
            /// the matter was closed, and stops them no longer
            RELEASES
        }
    }

    /// An event that is declared wrong.
    ///
    /// @param position   where it stands
    /// @param parts      how many parts its step has
    /// @param recordedAt when it was recorded
    public record Corrects(long position, int parts, Instant recordedAt) {}

    public Step {
        documents = List.copyOf(documents);
        parties = List.copyOf(parties);
        goods = List.copyOf(goods);
        movements = List.copyOf(movements);
    }

    private Step(@Nullable BizStep bizStep, @Nullable Disposition disposition, Way way) {
        this(
                bizStep,
                disposition,
                way,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// A step of goods on their way in.
    public static Step in(BizStep bizStep) {
        return new Step(bizStep, null, Way.IN);
    }

    /// A step of goods that stay in the warehouse.
    public static Step within(BizStep bizStep) {
        return new Step(bizStep, null, Way.WITHIN);
    }

    /// A step of goods on their way out.
    public static Step out(BizStep bizStep) {
        return new Step(bizStep, null, Way.OUT);
    }

    /// An event that is only about documents: no goods were handled.
    public static Step papers(Way way) {
        return new Step(null, null, way);
    }

    public Step leaving(Disposition state) {
        return new Step(
                bizStep, state, way, documents, parties, goods, movements, container, stop, scan,
                remark, corrects, happened);
    }

    /// The same, belonging to one more document, if any.
    public Step under(@Nullable Document document) {
        return document == null ? this : under(List.of(document));
    }

    public Step under(List<Document> more) {
        return new Step(
                bizStep,
                disposition,
                way,
                joined(documents, more),
                parties,
                goods,
                movements,
                container,
                stop,
                scan,
                remark,
                corrects,
                happened);
    }

    public Step with(Party.Role role, EnterpriseId enterprise) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                joined(parties, List.of(new Party(role, enterprise))),
                goods,
                movements,
                container,
                stop,
                scan,
                remark,
                corrects,
                happened);
    }

    /// The same, of these movements and of the goods in them.
    public Step moving(List<Movement> moved) {
        return of(moved.stream().map(Goods::of).toList(), moved);
    }

    /// The same, of these goods, and with nothing moved.
    public Step handling(List<Goods> handled) {
        return of(handled, List.of());
    }

    /// The same, of these goods and movements only.
    public Step of(List<Goods> handled, List<Movement> moved) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                parties,
                handled,
                moved,
                container,
                stop,
                scan,
                remark,
                corrects,
                happened);
    }

    /// The same, with something more said of all goods.
    public Step saying(UnaryOperator<Goods> more) {
        return of(goods.stream().map(more).toList(), movements);
    }

    public Step contained(@Nullable Sscc unit) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                parties,
                goods,
                movements,
                unit,
                stop,
                scan,
                remark,
                corrects,
                happened);
    }

    public Step stopping(Stop stopped) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                parties,
                goods,
                movements,
                container,
                stopped,
                scan,
                remark,
                corrects,
                happened);
    }

    public Step scanned(Scan evidence) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                parties,
                goods,
                movements,
                container,
                stop,
                evidence,
                remark,
                corrects,
                happened);
    }

    public Step remarking(@Nullable String words) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                parties,
                goods,
                movements,
                container,
                stop,
                scan,
                words,
                corrects,
                happened);
    }

    /// The same, undoing what an earlier one did.
    public Step correcting(Corrects earlier) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                parties,
                goods,
                movements,
                container,
                stop,
                scan,
                remark,
                earlier,
                happened);
    }

    /// The same, where somebody said when it was.
    public Step happening(@Nullable Instant at) {
        return new Step(
                bizStep,
                disposition,
                way,
                documents,
                parties,
                goods,
                movements,
                container,
                stop,
                scan,
                remark,
                corrects,
                at);
    }

    /// The documents that goods of this step belong to.
    public List<Document> documents(Goods of) {
        return joined(of.documents(), documents);
    }

    /// The notice under which it was done, null for none.
    public @Nullable NoticeId notice() {
        for (Document document : documents) {
            if (document.kind() == Document.Kind.NOTICE) {
                return new NoticeId(document.id());
            }
        }
        return null;
    }

    /// The shipment that it belongs to, null for none.
    public @Nullable ShipmentId shipment() {
        for (Document document : documents) {
            if (document.kind() == Document.Kind.SHIPMENT) {
                return new ShipmentId(document.id());
            }
        }
        return null;
    }

    /// The order that goods of this step were taken for, null for none.
    public @Nullable OrderId order(Goods of) {
        for (Document document : documents(of)) {
            if (document.kind() == Document.Kind.ORDER || document.kind() == Document.Kind.RETURN) {
                return new OrderId(document.id());
            }
        }
        return null;
    }

    /// Whose goods it is about.
    public Set<EnterpriseId> owners() {
        Set<EnterpriseId> owners = new LinkedHashSet<>();
        for (Party party : parties) {
            if (party.role() == Party.Role.OWNER) {
                owners.add(party.enterprise());
            }
        }
        goods.forEach(each -> owners.add(each.item().owner()));
        if (stop != null && stop.goods().owner() != null) {
            owners.add(stop.goods().owner());
        }
        return owners;
    }

    private static <T> List<T> joined(List<T> first, List<T> more) {
        if (first.isEmpty() || more.isEmpty()) {
            return first.isEmpty() ? more : first;
        }
        List<T> all = new ArrayList<>(first);
        all.addAll(more);
        return all;
    }
}
