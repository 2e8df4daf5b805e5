/// How the domain decides: a boundary, a state folded from its events, accepted events or a
/// refusal. Plain Java.
@NullMarked
package io.lotline.core.decision;

import org.jspecify.annotations.NullMarked;
