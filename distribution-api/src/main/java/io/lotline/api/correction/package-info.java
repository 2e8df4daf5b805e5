/// What was recorded by mistake, and its way back.
@NullMarked
package io.lotline.api.correction;

import org.jspecify.annotations.NullMarked;
