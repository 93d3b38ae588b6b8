/**
 * The demonstration: emoji have a name, a picture and keywords, which is all that Trivium wants to
 * know.
 */
@NullMarked
package dev.trivium.app.demo;

import org.jspecify.annotations.NullMarked;
