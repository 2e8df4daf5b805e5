/// Orders, waves, pick lists and shipments.
@NullMarked
package io.lotline.api.distribution;

import org.jspecify.annotations.NullMarked;
