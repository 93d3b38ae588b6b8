/** Text becomes vectors: tokenisers and encoders of sentences. */
@NullMarked
package dev.trivium.text;

import org.jspecify.annotations.NullMarked;
