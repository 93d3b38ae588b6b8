/**
 * The ground floor: what every road shares. Tables of vectors, arithmetic on them, indexes over
 * them, sequences, measures and the tensor runtime. Nothing here knows whether a vector came from a
 * text, a picture or a graph.
 */
@NullMarked
package dev.trivium.core;

import org.jspecify.annotations.NullMarked;
