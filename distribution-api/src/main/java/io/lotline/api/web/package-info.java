/// The web pages: static files that ask the API like any other client.
@NullMarked
package io.lotline.api.web;

import org.jspecify.annotations.NullMarked;
