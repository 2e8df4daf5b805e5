/// What was refused, or is left to be done by somebody.
@NullMarked
package io.lotline.api.work;

import org.jspecify.annotations.NullMarked;
