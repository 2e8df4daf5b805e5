package io.lotline.projections.charging;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.TariffId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The questions about tariffs.
public final class Tariffs {
    private final Documents<Tariff> documents;

    Tariffs(Documents<Tariff> documents) {
        this.documents = documents;
    }

    public Optional<Tariff> find(TariffId tariff) {
        return documents.find(tariff.value());
    }

    /// A page of tariffs.
    ///
    /// @param owner those that may be for this one: its own, and those of all; null for any
    public Page<Tariff> find(@Nullable EnterpriseId owner, @Nullable String after, int limit) {
        return documents.find(
                owner == null ? Where.ALL : Where.ALL.in("audience", audiences(owner)),
                after,
                limit);
    }

    /// Those that may be for an owner: its own, and those of all.
    public List<Tariff> of(EnterpriseId owner) {
        List<Tariff> all = new ArrayList<>();
        documents.forEach(
                Where.ALL.in("audience", audiences(owner)), (_, tariff) -> all.add(tariff));
        return List.copyOf(all);
    }

    private static Set<String> audiences(EnterpriseId owner) {
        return Set.of(owner.value(), Tariff.EVERYBODY);
    }

    /// The one that holds for an owner on a day: its own before that of all; null for none.
    static @Nullable Tariff on(List<Tariff> all, EnterpriseId owner, LocalDate day) {
        Tariff everybodys = null;
        for (Tariff tariff : all) {
            if (tariff.file().isValidOn(day)) {
                if (owner.equals(tariff.owner())) {
                    return tariff;
                }
                everybodys = tariff;
            }
        }
        return everybodys;
    }
}
