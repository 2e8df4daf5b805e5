package io.lotline.projections.insight;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.StockStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The medical big-data view: the park, or one owner's part of it, on one page.
///
/// @param position what all numbers reflect at least
/// @param expiryByMonth this month and the eleven after it
/// @param days     the days with activity among the last 30, the oldest first
/// @param hourly   the hours with activity of the current day
public record Overview(
        long position,
        Instant at,
        Totals totals,
        List<Day> days,
        List<OwnerStock> stockByOwner,
        List<RiskClassStock> stockByRiskClass,
        List<ClassStock> stockByClassification,
        List<StatusStock> stockByStatus,
        List<Expiring> expiry,
        List<ExpiringMonth> expiryByMonth,
        List<OpenHold> holds,
        List<OpenRecall> recalls,
        List<HourOfDay> hourly) {

    /// The figures at the top. Quantities, except where the name says otherwise.
    ///
    /// @param implantsOnHand of devices whose file says that they are implants
    /// @param ivdOnHand      of class 40 of the catalogue, in-vitro diagnostic reagents
    public record Totals(
            long enterprises,
            long devices,
            long locations,
            long onHand,
            long implantsOnHand,
            long ivdOnHand,
            long available,
            long openOrders,
            long inTransitShipments,
            long openRecalls,
            long openHolds,
            long nearExpiry90,
            long nearExpiry180,
            long expired,
            long enterprisesWithoutLicence,
            long licencesExpiring90) {}

    /// What was done on a day.
    public record Day(
            LocalDate date,
            int receipts,
            long receivedQuantity,
            int dispatches,
            long dispatchedQuantity,
            int deliveries,
            int picks,
            int holds,
            int recalls) {}

    /// An owner's quantity on hand.
    public record OwnerStock(EnterpriseId owner, String name, long quantity) {}

    /// The quantity of devices of a risk class.
    public record RiskClassStock(RiskClass riskClass, long quantity) {}

    /// The quantity of a class of the catalogue.
    public record ClassStock(String code, String name, long quantity) {}

    /// The quantity of a status.
    public record StatusStock(StockStatus status, long quantity) {}

    /// The quantity that expires within so many days, today included.
    public record Expiring(int withinDays, long quantity) {}

    /// The quantity that expires in a month and has not yet.
    ///
    /// @param month of the year, like `2026-07`
    public record ExpiringMonth(String month, long quantity) {}

    /// A hold that stands.
    public record OpenHold(
            HoldId holdId, Di di, @Nullable LotNumber lot, String reason, Instant since) {}

    /// A recall that is open.
    ///
    /// @param daysLeftToNotify days until the users must have been told: 1 day after the decision
    ///     for level 1, 3 for level 2, 7 for level 3; negative when late
    public record OpenRecall(
            RecallId recallId,
            int level,
            Di di,
            Set<LotNumber> lots,
            String reason,
            Instant since,
            long daysLeftToNotify) {}

    /// The quantities of an hour.
    public record HourOfDay(int hour, long received, long picked, long dispatched) {}
}
