/** The verbs of {@code trivium text}. */
@NullMarked
package dev.trivium.app.text;

import org.jspecify.annotations.NullMarked;
