package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The files of the enterprises that a decision names.
public record Enterprises(PMap<EnterpriseId, EnterpriseRegistered> files) {
    public static final Enterprises NONE = new Enterprises(HashTreePMap.empty());

    /// What is known of these enterprises.
    public static Enterprises reading(Books books, Collection<EnterpriseId> named) {
        Enterprises all = NONE;
        for (Enterprises enterprises : books.openAll(SharedBooks.ENTERPRISE, named).values()) {
            all = new Enterprises(all.files.plusAll(enterprises.files));
        }
        return all;
    }

    public Enterprises evolve(WarehouseEvent event) {
        if (!(event instanceof EnterpriseRegistered registered)) {
            return this;
        }
        return new Enterprises(files.plus(registered.enterprise(), registered));
    }

    /// Why an enterprise may not act in a role today; null where it may. An enterprise that has
    /// licences of which none is valid may not; one without any licence on file is let through, and
    /// shown in the overview.
    public @Nullable Rejection refusal(
            EnterpriseId enterprise, EnterpriseRole role, LocalDate today) {
        EnterpriseRegistered file = files.get(enterprise);
        if (file == null) {
            return new SharedRejection.UnknownEnterprise(enterprise);
        }
        if (!file.roles().contains(role)) {
            return new SharedRejection.WrongRole(enterprise, role, file.roles());
        }
        if (!file.licences().isEmpty()
                && file.licences().stream().noneMatch(licence -> valid(licence, today))) {
            Licence last =
                    file.licences().stream()
                            .max(Comparator.comparing(Licence::validTo))
                            .orElseThrow();
            return new SharedRejection.LicenceExpired(
                    enterprise, last.number(), last.validFrom(), last.validTo(), today);
        }
        return null;
    }

    private static boolean valid(Licence licence, LocalDate today) {
        return !today.isBefore(licence.validFrom()) && !today.isAfter(licence.validTo());
    }
}
