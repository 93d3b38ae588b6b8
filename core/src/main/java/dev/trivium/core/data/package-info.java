/** Who interacted with what, and splits of it that cannot leak. */
@NullMarked
package dev.trivium.core.data;

import org.jspecify.annotations.NullMarked;
