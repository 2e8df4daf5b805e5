/// The operator's hand on the views: shows them, resumes a stopped one, rebuilds one.
@NullMarked
package io.lotline.ops.views;

import org.jspecify.annotations.NullMarked;
