/// How far a recall reaches: where its goods are, who received them, what came back.
@NullMarked
package io.lotline.projections.recall;

import org.jspecify.annotations.NullMarked;
