/// The application: what the outside world can ask of Lotline, and how it is wired together.
@NullMarked
package io.lotline.api;

import org.jspecify.annotations.NullMarked;
