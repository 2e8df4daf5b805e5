/// Who is signed in.
@NullMarked
package io.lotline.api.sessions;

import org.jspecify.annotations.NullMarked;
