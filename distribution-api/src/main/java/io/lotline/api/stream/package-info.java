/// What happens, as it happens.
@NullMarked
package io.lotline.api.stream;

import org.jspecify.annotations.NullMarked;
