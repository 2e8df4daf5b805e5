/// The event log as regulators read it.
@NullMarked
package io.lotline.api.eventlog;

import org.jspecify.annotations.NullMarked;
