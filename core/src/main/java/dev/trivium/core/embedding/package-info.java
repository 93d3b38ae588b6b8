/**
 * Tables of vectors: ids, one row-major matrix, where it came from; and the file formats they
 * travel in.
 */
@NullMarked
package dev.trivium.core.embedding;

import org.jspecify.annotations.NullMarked;
