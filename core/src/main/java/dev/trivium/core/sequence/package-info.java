/**
 * Vectors learnt from sequences of ints (words of a corpus, nodes of a walk, items of a session):
 * skip-gram with negative sampling.
 */
@NullMarked
package dev.trivium.core.sequence;

import org.jspecify.annotations.NullMarked;
