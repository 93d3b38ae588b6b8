/**
 * Vectors of words and what is asked of them: what is like what, analogies, the odd one out, how
 * well they agree with people, and how those of one language lie in the space of another. fastText
 * models, whose words are made of parts, are read and written here.
 */
@NullMarked
package dev.trivium.text.words;

import org.jspecify.annotations.NullMarked;
