/**
 * Small learners over rows of features: logistic regression for what has labels, k-means for what
 * has none.
 */
@NullMarked
package dev.trivium.core.learn;

import org.jspecify.annotations.NullMarked;
