/// Lists and records as tables, for spreadsheets.
@NullMarked
package io.lotline.api.tables;

import org.jspecify.annotations.NullMarked;
