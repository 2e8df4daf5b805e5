/// Axon Framework over the event log: the storage engine, and decisions turned into command
/// handlers. The only package of this module with Axon's own types.
@NullMarked
package io.lotline.core.axon;

import org.jspecify.annotations.NullMarked;
