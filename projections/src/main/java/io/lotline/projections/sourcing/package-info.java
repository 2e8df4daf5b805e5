/// Reading what the log holds about a subject, decoded, up to one position: what the views share
/// that are folded at the moment they are asked for.
@NullMarked
package io.lotline.projections.sourcing;

import org.jspecify.annotations.NullMarked;
