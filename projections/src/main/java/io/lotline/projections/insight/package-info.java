/// What all views say together: the overview of the park. It reads the documents of the other
/// views; they do not know it.
@NullMarked
package io.lotline.projections.insight;

import org.jspecify.annotations.NullMarked;
