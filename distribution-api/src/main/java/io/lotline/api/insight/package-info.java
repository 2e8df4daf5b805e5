/// The medical big-data view.
@NullMarked
package io.lotline.api.insight;

import org.jspecify.annotations.NullMarked;
