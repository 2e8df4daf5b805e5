package io.lotline.projections.charging;

import io.lotline.core.events.ChargingEvent.StatementIssued;
import java.time.Instant;

/// A statement that was issued, word for word.
///
/// @param issuance the position of the event
record IssuedStatement(StatementIssued statement, long issuance, Instant at) {}
