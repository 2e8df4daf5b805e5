/// The keys of callers.
@NullMarked
package io.lotline.api.access;

import org.jspecify.annotations.NullMarked;
