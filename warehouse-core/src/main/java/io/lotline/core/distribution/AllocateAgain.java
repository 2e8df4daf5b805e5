package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;

/// Ends the promises to an order whose goods may not leave any more, and promises it others.
public record AllocateAgain(OrderId order, LocalDate today) implements Command {}
