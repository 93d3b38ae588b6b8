/**
 * Measures of rankings, scores, labels and partitions, experiments that apply them to several
 * contenders, reports of the outcome.
 */
@NullMarked
package dev.trivium.core.eval;

import org.jspecify.annotations.NullMarked;
