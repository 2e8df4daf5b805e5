/// Where a lot, a serial or a logistic unit came from, is, and went.
@NullMarked
package io.lotline.api.trace;

import org.jspecify.annotations.NullMarked;
