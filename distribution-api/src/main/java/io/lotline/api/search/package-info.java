/// One box to search in.
@NullMarked
package io.lotline.api.search;

import org.jspecify.annotations.NullMarked;
