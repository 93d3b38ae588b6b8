/** Data and weights that come from package registries, pinned, through their own clients. */
@NullMarked
package dev.trivium.app.fetch;

import org.jspecify.annotations.NullMarked;
