/// What the park's services cost, and what owners are charged.
@NullMarked
package io.lotline.core.charging;

import org.jspecify.annotations.NullMarked;
