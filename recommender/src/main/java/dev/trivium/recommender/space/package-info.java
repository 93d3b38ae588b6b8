/**
 * The shared latent space: projections of each modality, the objectives they are fitted to, and the
 * vectors of everything already projected.
 */
@NullMarked
package dev.trivium.recommender.space;

import org.jspecify.annotations.NullMarked;
