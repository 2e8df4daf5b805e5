/// Views in MongoDB: documents, their queries, and the tokens of the processors. The only package
/// of this module that knows the driver.
@NullMarked
package io.lotline.projections.store;

import org.jspecify.annotations.NullMarked;
