package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.FileForm;
import io.lotline.core.rules.Known;
import io.lotline.core.values.EnterpriseRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vehicle is of a carrier and of one warehouse. Who amends its file says what they saw of it;
/// the same file again changes nothing.
public final class DefineVehicleDecision implements Decision<DefineVehicle> {

    @Override
    public Class<DefineVehicle> commandType() {
        return DefineVehicle.class;
    }

    @Override
    public Outcome decide(DefineVehicle command, Books books) {
        VehicleDefined wanted = command.wanted();
        VehicleDefined before = books.open(KnownVehicle.BOOK, wanted.vehicle()).file();
        if (wanted.equals(before)) {
            return Outcome.accepted();
        }
        Rejection refusal = amendment(command, before);
        if (refusal == null) {
            refusal = Known.refusal(books, wanted.warehouse());
        }
        if (refusal == null) {
            refusal = Known.refusal(books, wanted.carrier());
        }
        if (refusal == null) {
            refusal =
                    Enterprises.reading(books, List.of(wanted.carrier()))
                            .refusal(wanted.carrier(), EnterpriseRole.CARRIER);
        }
        return refusal == null ? Outcome.accepted(wanted) : Outcome.rejected(refusal);
    }

    private static @Nullable Rejection amendment(
            DefineVehicle command, @Nullable VehicleDefined before) {
        String id = command.wanted().vehicle().value();
        if (before != null
                && (command.seen() == null
                        || !Orders.existsFor(command.warehouses(), before.warehouse()))) {
            return new DocumentExists("vehicle", id, command.seen() == null);
        }
        return FileForm.refusal(
                command.seen(), "vehicle", id, before == null ? null : FileForm.of(before));
    }
}
