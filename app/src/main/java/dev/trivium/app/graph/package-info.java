/**
 * The verbs of {@code trivium graph}: an edge list in; walks, vectors, or an experiment's table
 * out.
 */
@NullMarked
package dev.trivium.app.graph;

import org.jspecify.annotations.NullMarked;
