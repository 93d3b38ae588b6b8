/**
 * Nearest neighbours: an exact scan, the oracle, and an approximate graph index held against it.
 */
@NullMarked
package dev.trivium.core.index;

import org.jspecify.annotations.NullMarked;
