package io.lotline.core.rules;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of the enterprises that a decision names.
public record Enterprises(Map<EnterpriseId, EnterpriseRegistered> files) {
    public static final Enterprises NONE = new Enterprises(Map.of());

    public Enterprises evolve(WarehouseEvent event) {
        if (!(event instanceof EnterpriseRegistered registered)) {
            return this;
        }
        Map<EnterpriseId, EnterpriseRegistered> copy = new HashMap<>(files);
        copy.put(registered.enterprise(), registered);
        return new Enterprises(Map.copyOf(copy));
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
