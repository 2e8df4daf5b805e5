package io.lotline.projections.sourcing;

import io.lotline.core.events.WarehouseEvent;
import java.time.Instant;

/// An event with its place in the log, and the id it keeps for ever.
public record Recorded(long position, String id, Instant at, String actor, WarehouseEvent event) {}
