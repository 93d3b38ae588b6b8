/** The verbs of {@code trivium recommend}, and the files and databases that they read. */
@NullMarked
package dev.trivium.app.recommend;

import org.jspecify.annotations.NullMarked;
