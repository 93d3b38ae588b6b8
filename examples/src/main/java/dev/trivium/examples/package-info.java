/** One small program for each of the things Trivium is for; copy from here. */
@NullMarked
package dev.trivium.examples;

import org.jspecify.annotations.NullMarked;
