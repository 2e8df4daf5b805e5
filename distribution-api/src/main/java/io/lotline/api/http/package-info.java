/// What every endpoint shares: the caller, problems, idempotency, positions, paging and JSON.
@NullMarked
package io.lotline.api.http;

import org.jspecify.annotations.NullMarked;
