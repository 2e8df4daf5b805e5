package io.lotline.core.enterprise;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.MasterDataEvent.Licence;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.FileForm;
import io.lotline.core.rules.GlnHolders;
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
        EnterpriseRegistered file = command.file();
        Enterprises known = books.open(SharedBooks.ENTERPRISE, command.enterprise());
        EnterpriseRegistered before = known.files().get(command.enterprise());
        if (file.equals(before)) {
            return Outcome.accepted();
        }
        Rejection changed =
                FileForm.refusal(
                        command.seen(),
                        "enterprise",
                        command.enterprise().value(),
                        before == null ? null : FileForm.of(before));
        Rejection refusal =
                changed == null
                        ? GlnHolders.refusal(books, command.gln(), command.enterprise())
                        : changed;
        return refusal == null ? Outcome.accepted(file) : Outcome.rejected(refusal);
    }
}
