package io.lotline.core.charging;

import io.lotline.core.decision.Book;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.TariffId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The tariffs of one owner, or those of all who have none of their own.
public record Tariffs(PMap<TariffId, TariffDefined> files) {
    public static final Book<Of, Tariffs> BOOK =
            Book.named("tariffs", 1, Of.class, Tariffs.class)
                    .ruled(
                            of ->
                                    Boundaries.of(Tags.tariffsOf(of.owner()))
                                            .types(TariffDefined.class),
                            _ -> new Tariffs(HashTreePMap.empty()),
                            (_, before, event) ->
                                    event instanceof TariffDefined defined
                                            ? new Tariffs(
                                                    before.files.plus(defined.tariff(), defined))
                                            : before)
                    .sized(tariffs -> tariffs.files().size());

    /// Whose tariffs.
    ///
    /// @param owner null for those of all who have none of their own
    public record Of(@Nullable EnterpriseId owner) {}

    /// Those that are valid on some day of a month, in the order of their ids.
    public static List<TariffDefined> in(Iterable<TariffDefined> all, BillingMonth month) {
        List<TariffDefined> valid = new ArrayList<>();
        for (TariffDefined each : all) {
            if (!each.validFrom().isAfter(month.last())
                    && (each.validTo() == null || !each.validTo().isBefore(month.first()))) {
                valid.add(each);
            }
        }
        valid.sort(Comparator.comparing(each -> each.tariff().value()));
        return List.copyOf(valid);
    }
}
