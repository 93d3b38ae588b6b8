/**
 * What every recommender must be held against: popularity, nearest neighbours, EASE and implicit
 * ALS.
 */
@NullMarked
package dev.trivium.recommender.baseline;

import org.jspecify.annotations.NullMarked;
