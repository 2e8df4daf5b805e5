package io.lotline.core.charging;

import io.lotline.core.decision.Command;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.rules.FileForm.Seen;
import org.jspecify.annotations.Nullable;

/// Sets a tariff, or amends it.
///
/// @param wanted the tariff that is asked for
/// @param seen   what its writer has seen of it; null where that is not said
public record DefineTariff(TariffDefined wanted, @Nullable Seen seen) implements Command {}
