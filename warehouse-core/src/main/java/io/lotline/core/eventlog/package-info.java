/// The event log with dynamic consistency boundaries: its contract, limits and in-memory twin.
@NullMarked
package io.lotline.core.eventlog;

import org.jspecify.annotations.NullMarked;
