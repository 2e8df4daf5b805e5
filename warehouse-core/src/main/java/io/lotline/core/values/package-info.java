/// Self-validating words of the domain. A value that exists is well formed.
@NullMarked
package io.lotline.core.values;

import org.jspecify.annotations.NullMarked;
