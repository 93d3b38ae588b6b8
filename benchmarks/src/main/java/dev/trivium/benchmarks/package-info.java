/** How fast the hot loops are, measured by JMH; {@code docs/benchmarks.md} says how to run it. */
@NullMarked
package dev.trivium.benchmarks;

import org.jspecify.annotations.NullMarked;
