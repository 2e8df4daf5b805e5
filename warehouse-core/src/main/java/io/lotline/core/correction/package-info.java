/// What was recorded by mistake, and its way back: nothing is rewritten, what depends on it is
/// named, and what should have been is recorded by the rules of the step that was wrong.
@NullMarked
package io.lotline.core.correction;

import org.jspecify.annotations.NullMarked;
