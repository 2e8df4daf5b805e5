package io.lotline.projections.charging;

import io.lotline.core.events.ChargingEvent.StorageRate;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.ChargeUnit;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of an owner's goods lay where when each day of a month ended.
///
/// @param bins    one for each location, in the order of their names: the newest that is not later
///     than the month
/// @param classes how locations were defined, by location
record StoredGoods(BillingMonth month, List<BinMonth> bins, Map<String, BinClasses> classes) {

    /// Goods that lay in a location from one day's end to another's, unchanged.
    record Stay(String location, LocalDate from, LocalDate to, long pieces, long position) {
        long days() {
            return to.toEpochDay() - from.toEpochDay() + 1;
        }

        long quantity(ChargeUnit per) {
            return per == ChargeUnit.UNIT_DAY ? days() * pieces : days();
        }
    }

    /// Which of a tariff's storage rates holds for a location; none may.
    ///
    /// @return its index, or -1
    static int rate(List<StorageRate> rates, BinClasses.@Nullable Since location) {
        for (int i = 0; i < rates.size(); i++) {
            StorageRate rate = rates.get(i);
            boolean temperature =
                    rate.temperature() == null
                            || (location != null && rate.temperature() == location.temperature());
            boolean zone =
                    rate.zone() == null || (location != null && rate.zone() == location.zone());
            if (temperature && zone) {
                return i;
            }
        }
        return -1;
    }

    /// Hands over every stay for which a rate holds.
    ///
    /// @param rates a tariff's
    void forEach(LocalDate from, LocalDate to, List<StorageRate> rates, Visitor visitor) {
        for (BinMonth bin : bins) {
            BinClasses defined = classes.get(bin.location());
            Stay open = null;
            int openRate = -1;
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                BinMonth.Level level = bin.at(day);
                int rate =
                        level.quantity() > 0
                                ? rate(rates, defined == null ? null : defined.at(day))
                                : -1;
                if (open != null && rate == openRate && level.position() == open.position()) {
                    open =
                            new Stay(
                                    open.location(),
                                    open.from(),
                                    day,
                                    open.pieces(),
                                    open.position());
                } else {
                    if (open != null) {
                        visitor.visit(openRate, open);
                    }
                    openRate = rate;
                    open =
                            rate < 0
                                    ? null
                                    : new Stay(
                                            bin.location(),
                                            day,
                                            day,
                                            level.quantity(),
                                            level.position());
                }
            }
            if (open != null) {
                visitor.visit(openRate, open);
            }
        }
    }

    /// Takes stays.
    interface Visitor {
        void visit(int rate, Stay stay);
    }
}
