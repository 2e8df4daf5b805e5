/// What is printed: labels, delivery notes and packing lists.
@NullMarked
package io.lotline.api.paper;

import org.jspecify.annotations.NullMarked;
