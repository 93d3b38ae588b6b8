/**
 * What every recommender must be held against: popularity, nearest neighbours, EASE, implicit ALS,
 * matrix factorization by pairwise ranking, LightGCN and item2vec.
 */
@NullMarked
package dev.trivium.recommender.baseline;

import org.jspecify.annotations.NullMarked;
