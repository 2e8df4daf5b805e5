package io.lotline.core.enterprise;

import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.Enterprises;

/// An enterprise's file can be replaced at any time; the same file again changes nothing.
public final class RegisterEnterpriseDecision
        implements FoldedDecision<RegisterEnterprise, Enterprises> {

    @Override
    public Class<RegisterEnterprise> commandType() {
        return RegisterEnterprise.class;
    }

    @Override
    public Criteria boundary(RegisterEnterprise command) {
        return Criteria.of(Boundaries.enterprise(command.enterprise()));
    }

    @Override
    public Enterprises initial(RegisterEnterprise command) {
        return Enterprises.NONE;
    }

    @Override
    public Enterprises evolve(Enterprises state, WarehouseEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(RegisterEnterprise command, Enterprises state) {
        for (Licence licence : command.licences()) {
            if (licence.validTo().isBefore(licence.validFrom())) {
                return Outcome.rejected(
                        new EnterpriseRejection.LicencePeriodReversed(
                                command.enterprise(),
                                licence.number(),
                                licence.validFrom(),
                                licence.validTo()));
            }
        }
        EnterpriseRegistered file =
                new EnterpriseRegistered(
                        command.enterprise(),
                        command.name(),
                        command.unifiedSocialCreditCode(),
                        command.roles(),
                        command.licences());
        return file.equals(state.files().get(command.enterprise()))
                ? Outcome.accepted()
                : Outcome.accepted(file);
    }
}
