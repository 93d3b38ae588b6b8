/**
 * The room where the roads meet: what is answered from vectors. Recommenders and how they are
 * judged, link prediction, search across modalities; below it the {@code baseline}s, and the {@code
 * space} into which text, pictures and graphs are projected.
 */
@NullMarked
package dev.trivium.recommender;

import org.jspecify.annotations.NullMarked;
