/// The durable contract: every event that Lotline stores, its stored name and version, and what it
/// is about. Features meet only here.
@NullMarked
package io.lotline.core.events;

import org.jspecify.annotations.NullMarked;
