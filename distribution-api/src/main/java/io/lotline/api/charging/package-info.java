/// Tariffs, and what owners are charged by them.
@NullMarked
package io.lotline.api.charging;

import org.jspecify.annotations.NullMarked;
