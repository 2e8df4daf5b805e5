package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.RiskClass;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

    /// Why an enterprise is none of a role at all, whatever its licences are; null where it is.
    public @Nullable Rejection refusal(EnterpriseId enterprise, EnterpriseRole role) {
        EnterpriseRegistered file = files.get(enterprise);
        if (file == null) {
            return new SharedRejection.UnknownEnterprise(enterprise);
        }
        return file.roles().contains(role)
                ? null
                : new SharedRejection.WrongRole(enterprise, role, file.roles());
    }

    /// Why an enterprise may not act in a role today; null where it may. An enterprise that has
    /// licences of which none is valid may not; one without any licence on file is let through, and
    /// shown in the overview.
    public @Nullable Rejection refusal(
            EnterpriseId enterprise, EnterpriseRole role, LocalDate today) {
        EnterpriseRegistered file = files.get(enterprise);
        Rejection none = refusal(enterprise, role);
        if (file == null || none != null) {
            return none;
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

    /// The same for what these devices need: those of class I need no licence, and where neither
    /// device nor licence says what it is about, nothing is refused.
    public @Nullable Rejection refusal(
            EnterpriseId enterprise,
            EnterpriseRole role,
            Collection<DeviceRegistered> devices,
            LocalDate today) {
        Rejection refusal = refusal(enterprise, role, today);
        EnterpriseRegistered file = files.get(enterprise);
        if (refusal != null || file == null || file.licences().isEmpty()) {
            return refusal;
        }
        List<Licence> valid =
                file.licences().stream().filter(licence -> valid(licence, today)).toList();
        for (DeviceRegistered device : devices) {
            if (device.riskClass() != RiskClass.I
                    && valid.stream().noneMatch(licence -> LicenceScope.covers(licence, device))) {
                return new SharedRejection.NotLicensed(
                        enterprise,
                        device.di(),
                        device.riskClass(),
                        device.classificationCode(),
                        valid.stream().flatMap(licence -> licence.scope().stream()).toList(),
                        today);
            }
        }
        return null;
    }

    /// Why an order may not go on today: its owner or its consignee may not deal with these
    /// devices; null if it may. Asked when it is placed, when it is promised goods and when these
    /// leave.
    public static @Nullable Rejection refusal(
            Books books, OrderPlaced order, Collection<DeviceRegistered> devices, LocalDate today) {
        Enterprises parties = reading(books, List.of(order.owner(), order.consignee()));
        Rejection refusal =
                parties.refusal(order.owner(), EnterpriseRole.DEPOSITOR, devices, today);
        return refusal == null
                ? parties.refusal(order.consignee(), EnterpriseRole.CONSIGNEE, devices, today)
                : refusal;
    }

    private static boolean valid(Licence licence, LocalDate today) {
        return !today.isBefore(licence.validFrom()) && !today.isAfter(licence.validTo());
    }
}
