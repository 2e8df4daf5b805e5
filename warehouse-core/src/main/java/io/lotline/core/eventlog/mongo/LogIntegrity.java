package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.LogAuditor.Flaw;
import java.time.Instant;
import java.util.Optional;

/// How far the log that is stored has been read again and found whole, since this round began.
///
/// @param verified the last position that is good
/// @param began    when the round began at the first event
/// @param flaw     the first commit that is bad, if one was found; nothing behind it was looked at
public record LogIntegrity(long verified, Instant began, Optional<Flaw> flaw) {}
