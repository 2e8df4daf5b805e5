/// One believable day of the park, replayed through the public HTTP API. It knows the contract
/// only: no type of the server is used here, and what it sends can be sent by anyone.
///
/// The day is planned from a seed ([DayPlan]); each step has an id or an idempotency key of its
/// own, and what depends on an answer depends on it in one order only. So the day can be stopped
/// anywhere, run again, and ends the same.
@NullMarked
package io.lotline.ops.sampleday;

import org.jspecify.annotations.NullMarked;
