/// Automations: what the warehouse asks for by itself, and what became of it.
@NullMarked
package io.lotline.api.automation;

import org.jspecify.annotations.NullMarked;
