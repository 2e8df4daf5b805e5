package io.lotline.api.http;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// The server's one clock, and the park's time zone, which says what day it is.
public record ParkClock(Clock clock, ZoneId zone) {
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public LocalDate today() {
        return dayOf(now());
    }

    /// The park's calendar day at `at`.
    public LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
