package io.lotline.core.enterprise;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.SharedBooks;

/// An enterprise's file can be replaced at any time; the same file again changes nothing.
public final class RegisterEnterpriseDecision implements Decision<RegisterEnterprise> {

    @Override
    public Class<RegisterEnterprise> commandType() {
        return RegisterEnterprise.class;
    }

    @Override
    public Outcome decide(RegisterEnterprise command, Books books) {
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
        Enterprises known = books.open(SharedBooks.ENTERPRISE, command.enterprise());
        return file.equals(known.files().get(command.enterprise()))
                ? Outcome.accepted()
                : Outcome.accepted(file);
    }
}
