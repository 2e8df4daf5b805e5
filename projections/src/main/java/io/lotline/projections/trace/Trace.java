package io.lotline.projections.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lotline.core.events.RecallState;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where goods came from, where they are and where they went. Lists that were not asked for are
/// null and left out of the JSON.
///
/// @param position    nothing up to here is missing, nothing later is in it
/// @param received    pieces received from suppliers
/// @param contents    of a logistic unit: what was received or packed in it
/// @param inPicking   picked for an order and not yet on a vehicle
/// @param temperature readings of the places it was in
/// @param historyNext the `after` of the next page of history; null at the end
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trace(
        long position,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable Sscc sscc,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        @Nullable Device device,
        long received,
        @Nullable List<Content> contents,
        @Nullable List<Source> sources,
        @Nullable List<OnHand> onHand,
        @Nullable List<InPicking> inPicking,
        List<Hold> holds,
        List<Recall> recalls,
        @Nullable List<InTransit> inTransit,
        @Nullable List<Consignee> consignees,
        List<Object> temperature,
        List<Step> history,
        @Nullable Long historyNext) {

    /// A list of a trace.
    public enum Part {
        HISTORY("history", Step.class),
        CONTENTS("contents", Content.class),
        SOURCES("sources", Source.class),
        ON_HAND("onHand", OnHand.class),
        IN_PICKING("inPicking", InPicking.class),
        IN_TRANSIT("inTransit", InTransit.class),
        CONSIGNEES("consignees", Consignee.class);

        private final String member;
        private final Class<? extends Record> row;

        Part(String member, Class<? extends Record> row) {
            this.member = member;
            this.row = row;
        }

        /// What its rows are.
        public Class<? extends Record> row() {
            return row;
        }

        @JsonValue
        @Override
        public String toString() {
            return member;
        }
    }

    /// The rows of one list; none where it was not asked for.
    public List<? extends Record> rows(Part part) {
        List<? extends Record> rows =
                switch (part) {
                    case HISTORY -> history;
                    case CONTENTS -> contents;
                    case SOURCES -> sources;
                    case ON_HAND -> onHand;
                    case IN_PICKING -> inPicking;
                    case IN_TRANSIT -> inTransit;
                    case CONSIGNEES -> consignees;
                };
        return rows == null ? List.of() : rows;
    }

    /// Without its other lists.
    public Trace only(Part part) {
        return new Trace(
                position,
                di,
                lot,
                serial,
                sscc,
                productionDate,
                expiryDate,
                device,
                received,
                part == Part.CONTENTS ? contents : null,
                part == Part.SOURCES ? sources : null,
                part == Part.ON_HAND ? onHand : null,
                part == Part.IN_PICKING ? inPicking : null,
                holds,
                recalls,
                part == Part.IN_TRANSIT ? inTransit : null,
                part == Part.CONSIGNEES ? consignees : null,
                temperature,
                part == Part.HISTORY ? history : List.of(),
                part == Part.HISTORY ? historyNext : null);
    }

    /// The registered facts of the device.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Device(
            String name,
            @Nullable String model,
            @Nullable String specification,
            @Nullable String registrationNumber,
            @Nullable LocalDate registrationValidTo,
            @Nullable String holder,
            RiskClass riskClass,
            boolean implantable,
            @Nullable BigDecimal minCelsius,
            @Nullable BigDecimal maxCelsius) {}

    /// Goods of a logistic unit.
    ///
    /// @param notice under which they were received in it
    /// @param order  for which they were packed in it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Content(
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            long quantity,
            @Nullable NoticeId notice,
            @Nullable OrderId order) {}

    /// Who delivered goods, under which notice.
    ///
    /// @param at     when the first of them were received
    /// @param lastAt when the last of them were received
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(
            EnterpriseId supplier,
            @Nullable String name,
            NoticeId notice,
            EnterpriseId owner,
            @Nullable String ownerName,
            long quantity,
            Instant at,
            Instant lastAt) {}

    /// Goods in a storage location.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OnHand(
            EnterpriseId owner,
            @Nullable String ownerName,
            WarehouseId warehouse,
            LocationId location,
            StockStatus status,
            @Nullable LocalDate expiryDate,
            long quantity) {}

    /// Goods picked for an order that stand ready for it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InPicking(
            OrderId order,
            @Nullable EnterpriseId consignee,
            @Nullable String name,
            EnterpriseId owner,
            @Nullable String ownerName,
            long quantity) {}

    /// An open hold that covers some of the goods.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hold(
            HoldId hold,
            String reason,
            Instant since,
            @Nullable SerialNumber serial,
            @Nullable String location,
            @Nullable EnterpriseId owner) {}

    /// A recall that covers some of the goods. A closed recall is no release; a withdrawn one is.
    public record Recall(
            RecallId recall,
            int level,
            String reason,
            boolean ordered,
            Instant since,
            RecallState state) {}

    /// Goods on a vehicle.
    ///
    /// @param dispatchedAt null while the vehicle is still being loaded
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InTransit(
            ShipmentId shipment,
            OrderId order,
            @Nullable EnterpriseId consignee,
            @Nullable String name,
            EnterpriseId owner,
            @Nullable String ownerName,
            long quantity,
            @Nullable Instant dispatchedAt) {}

    /// Who received goods.
    ///
    /// @param quantity what was delivered
    /// @param returned how many of them came back
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Consignee(
            EnterpriseId consignee,
            @Nullable String name,
            OrderId order,
            ShipmentId shipment,
            EnterpriseId owner,
            @Nullable String ownerName,
            long quantity,
            long returned,
            Instant deliveredAt,
            String receivedBy) {}

    /// One step of the history: what one event did to some of the goods.
    ///
    /// @param at         when it was recorded
    /// @param occurredAt when it was scanned, by the handheld's clock
    /// @param event      the event's name
    /// @param place      where the goods were afterwards
    /// @param status     their recorded quality status afterwards
    /// @param actor      the key id of who did it
    /// @param actorLabel the label of that key, where it is told
    /// @param references the documents it belongs to, such as `order`
    /// @param remark     a reason, a signature, or what else the event says in words
    /// @param corrects    the position of the event that this one declares wrong
    /// @param correctedBy the position of the event that declares this one wrong
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            long position,
            Instant at,
            @Nullable Instant occurredAt,
            String event,
            @Nullable Place place,
            @Nullable Place from,
            @Nullable Place to,
            @Nullable EnterpriseId owner,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable QualityStatus status,
            @Nullable Long quantity,
            String actor,
            @Nullable String actorLabel,
            Map<String, String> references,
            @Nullable String remark,
            @Nullable Long corrects,
            @Nullable Long correctedBy) {

        /// Declared wrong by the event at a position.
        Step corrected(@Nullable Long by) {
            return new Step(
                    position,
                    at,
                    occurredAt,
                    event,
                    place,
                    from,
                    to,
                    owner,
                    di,
                    lot,
                    serial,
                    status,
                    quantity,
                    actor,
                    actorLabel,
                    references,
                    remark,
                    corrects,
                    by);
        }

        /// With the label of its actor's key.
        public Step labelled(@Nullable String label) {
            return new Step(
                    position,
                    at,
                    occurredAt,
                    event,
                    place,
                    from,
                    to,
                    owner,
                    di,
                    lot,
                    serial,
                    status,
                    quantity,
                    actor,
                    label,
                    references,
                    remark,
                    corrects,
                    correctedBy);
        }
    }

    /// With the labels of keys in the history, by key id.
    public Trace labelled(Map<String, String> labels) {
        return new Trace(
                position,
                di,
                lot,
                serial,
                sscc,
                productionDate,
                expiryDate,
                device,
                received,
                contents,
                sources,
                onHand,
                inPicking,
                holds,
                recalls,
                inTransit,
                consignees,
                temperature,
                history.stream().map(step -> step.labelled(labels.get(step.actor()))).toList(),
                historyNext);
    }
}
