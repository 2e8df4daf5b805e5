/// Who may do what: keys, roles, and the record of what regulators look up.
@NullMarked
package io.lotline.api.security;

import org.jspecify.annotations.NullMarked;
