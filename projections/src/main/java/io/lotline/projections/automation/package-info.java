/// Automations: how they follow the log, and what became of what they wanted.
@NullMarked
package io.lotline.projections.automation;

import org.jspecify.annotations.NullMarked;
