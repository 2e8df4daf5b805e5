/// What the rules of several features share: the folds of master data, stock, holds and recalls,
/// and the refusals that more than one feature gives.
@NullMarked
package io.lotline.core.rules;

import org.jspecify.annotations.NullMarked;
