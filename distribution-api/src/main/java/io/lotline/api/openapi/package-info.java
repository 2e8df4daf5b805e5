/// The published description of the API.
@NullMarked
package io.lotline.api.openapi;

import org.jspecify.annotations.NullMarked;
