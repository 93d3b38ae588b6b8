/** Vectors of sentences made of the vectors of their words. */
@NullMarked
package dev.trivium.text.sentences;

import org.jspecify.annotations.NullMarked;
