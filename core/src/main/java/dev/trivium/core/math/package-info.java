/**
 * Arithmetic on float vectors and matrices: hot kernels behind one façade, scalar or SIMD, picked
 * once at start-up.
 */
@NullMarked
package dev.trivium.core.math;

import org.jspecify.annotations.NullMarked;
