/** Documents as bags of their words, counted or weighted, and tokenisers that find the words. */
@NullMarked
package dev.trivium.text.documents;

import org.jspecify.annotations.NullMarked;
