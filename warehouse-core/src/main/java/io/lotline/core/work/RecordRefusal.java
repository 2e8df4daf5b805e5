package io.lotline.core.work;

import io.lotline.core.decision.Command;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.Refusal;
import io.lotline.core.values.WorkSubject;
import java.time.Instant;

/// Records that a scan was refused.
///
/// @param subject   what the work is about
/// @param attempted with the DI as it was read
/// @param at        when it was refused
public record RecordRefusal(
        WorkSubject subject, Attempted attempted, Refusal refusal, Scan evidence, Instant at)
        implements Command {}
