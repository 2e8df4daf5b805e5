/// The event log on MongoDB, and the embedded store that speaks its protocol.
@NullMarked
package io.lotline.core.eventlog.mongo;

import org.jspecify.annotations.NullMarked;
