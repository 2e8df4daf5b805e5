/// Files of documents: tables and lines, each row answered as by the PUT of its document.
@NullMarked
package io.lotline.api.imports;

import org.jspecify.annotations.NullMarked;
