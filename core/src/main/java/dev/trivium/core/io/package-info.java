/** Files that are either whole or not there: written beside their place, then moved into it. */
@NullMarked
package dev.trivium.core.io;

import org.jspecify.annotations.NullMarked;
