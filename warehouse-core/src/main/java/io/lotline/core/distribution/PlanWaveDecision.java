package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.rules.DocumentExists;

/// Puts known orders of one warehouse together to be picked in one go, none of which has left
/// whole or was cancelled.
public final class PlanWaveDecision implements Decision<PlanWave> {

    @Override
    public Class<PlanWave> commandType() {
        return PlanWave.class;
    }

    @Override
    public Outcome decide(PlanWave command, Books books) {
        WavePlanned planned = books.open(Wave.BOOK, command.wave()).planned();
        if (planned != null) {
            return planned.orders().equals(command.orders())
                    ? Outcome.accepted()
                    : Outcome.rejected(new DocumentExists("wave", command.wave().value()));
        }
        Orders orders = Orders.reading(books, command.orders(), command.warehouses());
        Rejection refusal = orders.refusal("wave", command.orders());
        if (refusal == null) {
            refusal = Orders.gone(books, command.orders());
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        OrderPlaced first = orders.get(command.orders().getFirst());
        return Outcome.accepted(
                new WavePlanned(command.wave(), first.warehouse(), command.orders()));
    }
}
