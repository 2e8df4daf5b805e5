package io.lotline.projections.recall;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WorkEvent.RecallAcknowledged;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the goods of a recall are, in pieces. Every piece that was received is located, picked,
/// dispatched, outstanding with a consignee, or ended; every piece that was delivered was returned
/// or is outstanding.
///
/// @param position     nothing up to here is missing, nothing later is in it
/// @param closedAt     when it was closed, or withdrawn
/// @param withdrawal   why it was withdrawn, where it was a mistake
/// @param release      why its goods were released after it was closed, where they were
/// @param explanation  what was known, when it was closed, of pieces that were not accounted for
/// @param received     from suppliers, without what went back to them
/// @param located      in storage locations of the warehouse
/// @param locations    where that is: the first page
/// @param held         of the located, what the recall stops: all of it, unless it was withdrawn
/// @param picked       picked for an order and not on a vehicle
/// @param dispatched   on vehicles
/// @param underway     for which orders, and on whose vehicles: the first page
/// @param delivered    handed to consignees, ever
/// @param returned     of the delivered, came back from consignees, ever
/// @param recovered    of the returned, what came back since the recall was started
/// @param outstanding  still with consignees: delivered, and neither returned nor said by them to
///     be used or destroyed; what is lost on the way stays in it
/// @param acknowledged of how many consignees say to know; not told to an owner where others' goods
///     were delivered too, since it is said of all of them
/// @param used         of these, how many they say were used on patients
/// @param destroyed    of these, how many they say they destroyed
/// @param ended        destroyed, or lost: in no place any more
/// @param unaccounted  picked, dispatched and outstanding: what closing it has to explain
/// @param completeness recovered as a share of recovered, outstanding and dispatched; 1 where
///     nothing was out
/// @param consignees   who has or had some: the first page
/// @param nextLocations  the cursor of the next page of locations, null where there is none
/// @param nextUnderway   the cursor of the next page of what is on its way, null where there is
///     none
/// @param nextConsignees the cursor of the next page of consignees, null where there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecallReach(
        long position,
        RecallId recallId,
        int level,
        Di di,
        @Nullable String name,
        Set<LotNumber> lots,
        Set<SerialNumber> serials,
        String reason,
        boolean ordered,
        RecallState state,
        Instant startedAt,
        @Nullable Instant closedAt,
        @Nullable String withdrawal,
        @Nullable String release,
        @Nullable String explanation,
        Deadlines deadlines,
        long received,
        long located,
        List<Located> locations,
        long held,
        long picked,
        long dispatched,
        List<Underway> underway,
        long delivered,
        long returned,
        long recovered,
        long outstanding,
        @Nullable Long acknowledged,
        @Nullable Long used,
        @Nullable Long destroyed,
        long ended,
        long unaccounted,
        double completeness,
        List<Consignee> consignees,
        @JsonIgnore @Nullable String nextLocations,
        @JsonIgnore @Nullable String nextUnderway,
        @JsonIgnore @Nullable String nextConsignees) {

    /// What has to be done until when (医疗器械召回管理办法 articles 15, 16 and 22).
    ///
    /// @param notifyBy users and dealers know: 1, 3 or 7 days after the start at level 1, 2 or 3
    /// @param report  the investigation report and plan are filed: 5 working days after the start
    /// @param summary the summary is filed: 10 working days after the close; null while open.
    ///     Working days are Monday to Friday; public holidays are not known here
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Deadlines(
            @JsonProperty("notify") Instant notifyBy,
            LocalDate report,
            @Nullable LocalDate summary) {}

    /// Recalled goods on their way out: picked for an order, or on the vehicle of a shipment.
    ///
    /// @param consignee whose order it is
    /// @param carrier   who drives the shipment
    /// @param vehicle   with what, where the shipment says so
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Underway(
            @Nullable OrderId order,
            @Nullable EnterpriseId consignee,
            @Nullable String consigneeName,
            @Nullable ShipmentId shipment,
            @Nullable EnterpriseId carrier,
            @Nullable String carrierName,
            @Nullable String vehicle,
            EnterpriseId owner,
            @Nullable String ownerName,
            @Nullable LotNumber lot,
            long quantity) {

        static Underway of(Place at, StockItem goods, long quantity) {
            boolean picked = at.kind() == Place.Kind.ORDER;
            return new Underway(
                    picked ? new OrderId(at.id()) : null,
                    null,
                    null,
                    picked ? null : new ShipmentId(at.id()),
                    null,
                    null,
                    null,
                    goods.owner(),
                    null,
                    goods.lot(),
                    quantity);
        }

        /// Its place in the order of pages.
        static String key(Place at, StockItem goods) {
            return ReachKeys.join(ReachKeys.place(at), ReachKeys.lotAndOwner(goods));
        }

        Underway plus(Underway more) {
            return new Underway(
                    order,
                    consignee,
                    consigneeName,
                    shipment,
                    carrier,
                    carrierName,
                    vehicle,
                    owner,
                    ownerName,
                    lot,
                    quantity + more.quantity);
        }

        Underway to(@Nullable EnterpriseId whose) {
            return new Underway(
                    order,
                    whose,
                    consigneeName,
                    shipment,
                    carrier,
                    carrierName,
                    vehicle,
                    owner,
                    ownerName,
                    lot,
                    quantity);
        }

        Underway by(@Nullable ShipmentPlanned planned) {
            return new Underway(
                    order,
                    consignee,
                    consigneeName,
                    shipment,
                    planned == null ? null : planned.carrier(),
                    carrierName,
                    planned == null ? null : planned.vehicle(),
                    owner,
                    ownerName,
                    lot,
                    quantity);
        }

        Underway named(Map<EnterpriseId, String> names) {
            return new Underway(
                    order,
                    consignee,
                    consignee == null ? null : names.get(consignee),
                    shipment,
                    carrier,
                    carrier == null ? null : names.get(carrier),
                    vehicle,
                    owner,
                    names.get(owner),
                    lot,
                    quantity);
        }
    }

    /// Recalled goods in one location.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Located(
            WarehouseId warehouse,
            LocationId location,
            EnterpriseId owner,
            @Nullable String ownerName,
            @Nullable LotNumber lot,
            long quantity) {

        static Located of(Location at, StockItem goods, long quantity) {
            return new Located(at.warehouse(), at.id(), goods.owner(), null, goods.lot(), quantity);
        }

        /// Its place in the order of pages.
        static String key(Location at, StockItem goods) {
            return ReachKeys.join(ReachKeys.place(at), ReachKeys.lotAndOwner(goods));
        }

        Located plus(Located more) {
            return new Located(
                    warehouse, location, owner, ownerName, lot, quantity + more.quantity);
        }

        Located named(@Nullable String known) {
            return new Located(warehouse, location, owner, known, lot, quantity);
        }
    }

    /// Recalled goods and one consignee.
    ///
    /// @param dispatched  on vehicles to it
    /// @param delivered   handed to it, ever: returned or outstanding
    /// @param returned    came back from it, ever
    /// @param recovered   of the returned, what came back since the recall was started
    /// @param outstanding still with it, and neither used nor destroyed as it says
    /// @param acknowledged of how many it says to know; null where it said nothing, and for an
    ///     owner where others' goods were delivered too
    /// @param used        of these, how many it says were used
    /// @param destroyed   of these, how many it says it destroyed
    /// @param sentBack    of these, how many it says it sent back, come or not
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Consignee(
            EnterpriseId consignee,
            @Nullable String name,
            long dispatched,
            long delivered,
            long returned,
            long recovered,
            long outstanding,
            @Nullable Integer acknowledged,
            @Nullable Integer used,
            @Nullable Integer destroyed,
            @Nullable Integer sentBack,
            @Nullable Instant acknowledgedAt,
            @Nullable Boolean overdue) {

        static Consignee of(
                EnterpriseId consignee,
                long dispatched,
                long delivered,
                long returned,
                long recovered) {
            return new Consignee(
                    consignee,
                    null,
                    dispatched,
                    delivered,
                    returned,
                    recovered,
                    delivered - returned,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        Consignee named(@Nullable String known) {
            return new Consignee(
                    consignee,
                    known,
                    dispatched,
                    delivered,
                    returned,
                    recovered,
                    outstanding,
                    acknowledged,
                    used,
                    destroyed,
                    sentBack,
                    acknowledgedAt,
                    overdue);
        }

        /// With what it said last, where it said anything.
        ///
        /// @param wanted whether the time in which it should have said something is over
        Consignee told(@Nullable Said last, boolean wanted) {
            if (last == null) {
                return new Consignee(
                        consignee,
                        name,
                        dispatched,
                        delivered,
                        returned,
                        recovered,
                        outstanding,
                        null,
                        null,
                        null,
                        null,
                        null,
                        wanted && delivered > 0);
            }
            RecallAcknowledged said = last.said();
            return new Consignee(
                    consignee,
                    name,
                    dispatched,
                    delivered,
                    returned,
                    recovered,
                    Math.max(0, outstanding - said.used() - said.destroyed()),
                    said.quantity(),
                    said.used(),
                    said.destroyed(),
                    said.returned(),
                    last.at(),
                    false);
        }
    }

    /// What a consignee said last, and when it did.
    record Said(RecallAcknowledged said, Instant at) {}
}
