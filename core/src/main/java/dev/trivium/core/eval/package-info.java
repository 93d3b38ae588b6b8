/**
 * Measures of rankings and of scores, experiments that apply them to several contenders, reports of
 * the outcome.
 */
@NullMarked
package dev.trivium.core.eval;

import org.jspecify.annotations.NullMarked;
