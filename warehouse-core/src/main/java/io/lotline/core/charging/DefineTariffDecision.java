package io.lotline.core.charging;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.FileForm;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// On no day are two tariffs of one owner valid. Who amends a tariff says what they saw of it; the
/// same tariff again changes nothing. What was charged by it stays as it was charged.
public final class DefineTariffDecision implements Decision<DefineTariff> {

    @Override
    public Class<DefineTariff> commandType() {
        return DefineTariff.class;
    }

    @Override
    public Outcome decide(DefineTariff command, Books books) {
        TariffDefined wanted = command.wanted();
        TariffDefined before = books.open(KnownTariff.BOOK, wanted.tariff()).file();
        if (wanted.equals(before)) {
            return Outcome.accepted();
        }
        Rejection refusal = period(wanted);
        if (refusal == null) {
            refusal = amendment(command, before);
        }
        if (refusal == null) {
            refusal = owner(books, wanted.owner());
        }
        if (refusal == null) {
            refusal = overlap(books, wanted);
        }
        return refusal == null ? Outcome.accepted(wanted) : Outcome.rejected(refusal);
    }

    private static @Nullable Rejection period(TariffDefined wanted) {
        return wanted.validTo() != null && wanted.validTo().isBefore(wanted.validFrom())
                ? new ChargingRejection.TariffPeriodReversed(
                        wanted.tariff(), wanted.validFrom(), wanted.validTo())
                : null;
    }

    private static @Nullable Rejection amendment(
            DefineTariff command, @Nullable TariffDefined before) {
        TariffDefined wanted = command.wanted();
        if (before != null && command.seen() == null) {
            return new ChargingRejection.TariffExists(wanted.tariff());
        }
        Rejection changed =
                FileForm.refusal(
                        command.seen(),
                        "tariff",
                        wanted.tariff().value(),
                        before == null ? null : FileForm.of(before));
        return changed == null && before != null && !Objects.equals(before.owner(), wanted.owner())
                ? new ChargingRejection.TariffKeepsOwner(
                        wanted.tariff(), before.owner(), wanted.owner())
                : changed;
    }

    private static @Nullable Rejection owner(Books books, @Nullable EnterpriseId owner) {
        if (owner == null) {
            return null;
        }
        Enterprises known = books.open(SharedBooks.ENTERPRISE, owner);
        return known.refusal(owner, EnterpriseRole.DEPOSITOR);
    }

    private static @Nullable Rejection overlap(Books books, TariffDefined wanted) {
        for (TariffDefined other :
                books.open(Tariffs.BOOK, new Tariffs.Of(wanted.owner())).files().values()) {
            if (!other.tariff().equals(wanted.tariff()) && meet(other, wanted)) {
                return new ChargingRejection.TariffsOverlap(
                        wanted.tariff(), other.tariff(), other.validFrom(), other.validTo());
            }
        }
        return null;
    }

    private static boolean meet(TariffDefined one, TariffDefined other) {
        return one.validFrom().isBefore(other.validFrom())
                ? one.isValidOn(other.validFrom())
                : other.isValidOn(one.validFrom());
    }
}
