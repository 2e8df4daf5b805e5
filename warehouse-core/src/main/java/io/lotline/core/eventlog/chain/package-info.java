/// The hash chain over commits, its auditor, and the Merkle tree over events: pure, no store.
@NullMarked
package io.lotline.core.eventlog.chain;

import org.jspecify.annotations.NullMarked;
